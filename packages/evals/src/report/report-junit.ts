import type { AttemptReport, CaseReport, Report } from './report.ts'

/**
 * The report as tools of continuous integration read it: junit.xml. One `testcase` for each repeat of each case; a failed
 * one has a `failure` of its type, one that could not be measured an `error`, one that is not over `skipped`.
 */
export function reportJunit({ run, totals, cases }: Report): string {
  const counts = attributes({
    name: run.suite.name,
    tests: String(totals.attempts),
    failures: String(totals.failed),
    errors: String(totals.infrastructure),
    skipped: String(totals.open),
    time: seconds(totals.time.wall),
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts}>`,
    `  <testsuite${counts}>`,
    '    <properties>',
    property('run', run.id),
    property('subject', run.subject.name),
    '    </properties>',
    ...cases.flatMap((one) =>
      one.attempts.map((attempt) => testCase(run.suite.name, one, attempt)),
    ),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

const property = (name: string, value: string): string =>
  `      <property${attributes({ name, value })}/>`

function testCase(suite: string, { id }: CaseReport, attempt: AttemptReport): string {
  const about = attributes({
    classname: suite,
    name: `${id} #${attempt.repeat}`,
    time: seconds(attempt.time.wall),
  })
  const inner = outcome(attempt)
  return inner === ''
    ? `    <testcase${about}/>`
    : `    <testcase${about}>\n      ${inner}\n    </testcase>`
}

function outcome({ status, failure, reason, checks, broken }: AttemptReport): string {
  switch (status) {
    case 'passed':
      return ''
    case 'failed': {
      const lines = checks.map(({ name, passed, message }) =>
        passed ? `passed: ${name}` : `failed: ${name}: ${message}`,
      )
      return `<failure${attributes({ type: failure ?? 'failed', message: reason })}>${escaped(lines.join('\n'))}</failure>`
    }
    case 'infrastructure':
      return `<error${attributes({ type: broken.at(-1)?.code ?? 'infrastructure', message: reason })}/>`
    case 'open':
      return '<skipped message="not over"/>'
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

const attributes = (given: Record<string, string>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll(/[\n\r\t]/g, ' ')}"`)
    .join('')

/** What no document of XML 1.0 can hold: controls, and two characters that are none. Half a pair is made whole before. */
const impossible = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(impossible, '\ufffd')
    .replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
