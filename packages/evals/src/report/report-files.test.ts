import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { exampleReport, type ExampleCase, type Outcome } from './__fixtures__/example-run.ts'
import { reportPage } from './html/report-page.ts'
import { reportFiles } from './report-files.ts'
import { Report } from './report.ts'
import { withoutTiming } from './without-timing.ts'

const cases: readonly ExampleCase[] = [
  {
    id: 'add-two',
    tags: ['sums', 'easy'],
    outcomes: ['passed', 'assisted', 'verification_failure'],
  },
  { id: 'by zero', tags: ['hard'], outcomes: ['tool_failure', 'timeout', 'infrastructure'] },
  { id: 'multiply', tags: ['sums'], outcomes: ['passed', 'passed', 'open'] },
]

describe('a report', () => {
  const report = exampleReport(cases, { ended: 'stopped' })

  it('counts what was scored, and what could not be measured apart from it', () => {
    const { totals, tags } = report
    expect(totals).toMatchObject({
      cases: 3,
      attempts: 9,
      passed: 4,
      firstTry: 3,
      assisted: 1,
      failed: 3,
      infrastructure: 1,
      open: 1,
      failures: { verification_failure: 1, tool_failure: 1, timeout: 1 },
      recovered: { all: 1, passed: 1 },
      usage: { inputTokens: 8400, outputTokens: 560 },
    })
    // Of the cases 2/3, 0/2 and 2/2.
    expect(totals.passRate?.value).toBeCloseTo(5 / 9)
    expect(totals.firstTryRate?.value).toBeCloseTo(4 / 9)
    expect(totals.passAt.map(({ k, cases: count }) => [k, count])).toEqual([
      [1, 3],
      [2, 3],
      [3, 1],
    ])
    expect(totals.passAt[1]?.any).toBeCloseTo(2 / 3)
    expect(totals.passAt[1]?.all).toBeCloseTo((1 / 3 + 0 + 1) / 3)
    expect(Object.keys(tags)).toEqual(['easy', 'hard', 'sums'])
    expect(tags['hard']).toMatchObject({ cases: 1, passed: 0, failed: 2, infrastructure: 1 })
  })

  it('tells the money of tries that could not be measured apart from all other', () => {
    const { totals } = report
    expect(totals.lostCost).toBe(0.5)
    expect(totals.cost).toBeCloseTo(7 * 0.0125)
    expect(report.cases[1]?.attempts[2]).toMatchObject({ cost: 0, lostCost: 0.5 })
  })

  it('is a page whose matrix shows which passes were assisted, and each fact once', () => {
    const page = reportFiles(report)['report.html'] ?? ''
    expect(page).toContain('aria-label="#2 passed after feedback">◐</a>')
    expect(page).toContain('aria-label="#1 passed">✓</a>')
    const subject = { ...report.run.subject, facts: { harness: report.run.harness } }
    const same = reportPage({ ...report, run: { ...report.run, subject } })
    expect(same.match(/<dt>harness<\/dt>/g)).toHaveLength(1)
  })

  it('is what its schema says, and the same bytes each time', () => {
    expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
    expect(reportFiles(exampleReport(cases, { ended: 'stopped' }))).toEqual(reportFiles(report))
  })

  it('without what takes time says nothing of when, how long and where', () => {
    const text = JSON.stringify(withoutTiming(report))
    expect(text).not.toMatch(/20260101-run|attempts\/add|1790000|"work"/)
    expect(withoutTiming(report).totals).toMatchObject({ passed: 4, usage: { inputTokens: 8400 } })
  })

  it('of which nothing was scored has no rate', () => {
    const { totals } = exampleReport([{ id: 'a', outcomes: ['infrastructure', 'open'] }])
    expect(totals).toMatchObject({ passRate: null, firstTryRate: null, mean: null, passAt: [] })
    expect(reportFiles(exampleReport([{ id: 'a', outcomes: ['open'] }]))['report.md']).toContain(
      'Nothing was measured',
    )
  })

  it('is read by people as Markdown', () => {
    expect(reportFiles(report)['report.md']).toMatchSnapshot()
  })
})

/** What a parser of XML makes of it: its elements in their order, with their attributes. */
const Parsed = z.array(z.tuple([z.string(), z.record(z.string(), z.string())]))

const parsedXml = (text: string): z.infer<typeof Parsed> =>
  Parsed.parse(
    JSON.parse(
      execFileSync(
        'python3',
        [
          '-c',
          'import sys, json, xml.etree.ElementTree as e\nprint(json.dumps([[n.tag, dict(n.attrib)] for n in e.fromstring(sys.stdin.buffer.read()).iter()]))',
        ],
        { input: text, encoding: 'utf8' },
      ),
    ),
  )

const attacks = [
  '</script><script>alert(1)</script> | `x` ](http://a) @team #1',
  '"><img src=x onerror=alert(1)> ]]> &amp; <!-- ',
  '\u0000\u0008\u001b[31m\ud800 \uffff 😀 é\n| --- |\n# title',
]

describe('whatever subjects and suites say', () => {
  const report = exampleReport(cases, { says: () => attacks.join('\n') })
  const files = reportFiles(report)

  it('junit.xml is XML that says it', () => {
    const [[tag, about] = [], ...inner] = parsedXml(files['junit.xml'] ?? '')
    expect(tag).toBe('testsuites')
    expect(about).toMatchObject({ tests: '9', failures: '3', errors: '1', skipped: '1' })
    const count = (name: string) => inner.filter(([one]) => one === name).length
    expect([count('testcase'), count('failure'), count('error'), count('skipped')]).toEqual([
      9, 3, 1, 1,
    ])
    const failure = inner.find(([one]) => one === 'failure')?.[1]
    expect(failure?.['message']).toContain('<script>alert(1)</script> | `x` ](http://a) @team #1')
    expect(failure?.['message']).toContain('😀 é')
  })

  it('report.html has no element, no attribute and no address of theirs', () => {
    const names = new Set<string>()
    const attributes = new Set<string>()
    const addresses: string[] = []
    const walk = (node: DefaultTreeAdapterTypes.Node): void => {
      if ('tagName' in node) {
        names.add(node.tagName)
        for (const { name, value } of node.attrs) {
          attributes.add(name)
          if (name === 'href' || name === 'src') addresses.push(value)
        }
      }
      if ('childNodes' in node) for (const child of node.childNodes) walk(child)
    }
    walk(parse(files['report.html'] ?? ''))
    expect(names).not.toContain('img')
    expect([...attributes].filter((name) => name.startsWith('on'))).toEqual([])
    expect(addresses.filter((one) => !/^(?:#|\.\/attempts\/)/.test(one))).toEqual([])
    expect(files['report.html']?.match(/<script>/g)).toHaveLength(1)
  })

  it('report.md shows it as code, in one line', () => {
    const lines = (files['report.md'] ?? '').split('\n')
    const outside = lines.map((line) => line.replaceAll(/(`+)(?!`).+?(?<!`)\1(?!`)/g, ''))
    expect(outside.join('\n')).not.toMatch(/alert|http:|@team|title/)
    expect(lines.filter((line) => line.startsWith('# '))).toHaveLength(1)
  })
})

it('a thousand cases with three attempts each are a page of 3 MB at most', () => {
  const outcomes = ['passed', 'verification_failure', 'assisted'] as const
  const many = Array.from({ length: 1000 }, (_, place) => ({
    id: `a-case-with-a-name-${place}`,
    task: 'word '.repeat(500),
    outcomes: [0, 1, 2].map((repeat): Outcome => outcomes[(place + repeat) % 3] ?? 'open'),
  }))
  const files = reportFiles(exampleReport(many))
  expect(Buffer.byteLength(files['report.html'] ?? '')).toBeLessThan(3_000_000)
  // What a comment of a pull request holds.
  expect(files['report.md']?.length).toBeLessThan(65_536)
})

it.each([
  ['stopped', 'The run was stopped before its end.'],
  ['cost', 'its cost limit was reached'],
  [null, 'The run is not over.'],
] as const)('a run that is not whole says so: %s', (ended, words) => {
  const files = reportFiles(exampleReport(cases, { ended }))
  expect(files['report.md']).toContain(words)
  expect(files['report.html']).toContain(words)
})
