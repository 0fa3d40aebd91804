import { formatTime, markup, type Markup } from '@harness/traces/page'
import { wholePage } from '../report/html/whole-page.ts'
import type { Report } from '../report/report.ts'
import { dashboardStyle } from './dashboard-style.ts'
import { runRow } from './run-row.ts'

/** A report, and where its page stands: the way from the dashboard's own folder, with forward slashes; null for none. */
export interface LinkedReport {
  report: Report
  link: string | null
}

/**
 * Many runs as one HTML file, by suite and subject, the newest first. It asks nothing of a network and needs no script; nothing that
 * a suite or a subject says can become markup. A run that is given twice is counted once.
 */
export function dashboardPage(reports: readonly LinkedReport[]): string {
  const runs = newestFirst(reports)
  const suites = grouped(runs, ({ report }) => report.run.suite.name)
  return wholePage({
    title: 'Runs',
    style: dashboardStyle,
    script: null,
    body: markup`<main>
<h1>${headline(runs.length, suites.length)}</h1>
${newestLine(runs)}${suites.map(([name, all]) => suitePart(name, all))}</main>
`,
  })
}

const headline = (runs: number, suites: number): string =>
  `${runs} ${runs === 1 ? 'run' : 'runs'} of ${suites} ${suites === 1 ? 'suite' : 'suites'}`

function newestLine([newest]: readonly LinkedReport[]): Markup {
  return newest
    ? markup`<p class="quiet">The newest began ${formatTime(newest.report.run.startedAt)} UTC. Intervals are of 95 %: bars that overlap may be the same; harness eval compare tells.</p>
`
    : markup`<p class="quiet">There are no runs yet.</p>
`
}

function suitePart(name: string, runs: readonly LinkedReport[]): Markup {
  const subjects = grouped(runs, ({ report }) => report.run.subject.name)
  return markup`<section class="suite"><h2>${name}</h2>
${subjects.map(([subject, all]) => subjectPart(subject, all))}</section>
`
}

const columns = ['run', 'pass rate', 'passed', 'cost', 'tokens', 'time'] as const

function subjectPart(name: string, runs: readonly LinkedReport[]): Markup {
  const heads = columns.map(
    (column) =>
      markup`<th scope="col"${column === 'pass rate' ? markup` class="left"` : null}>${column}</th>`,
  )
  return markup`<section class="subject"><h3>${name}</h3>
<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>
${runs.map(runRow)}</tbody></table></div></section>
`
}

/** Each run once, by its id: the report that was made last. */
function newestFirst(reports: readonly LinkedReport[]): LinkedReport[] {
  const byId = new Map<string, LinkedReport>()
  for (const one of reports) {
    const other = byId.get(one.report.run.id)
    if (!other || one.report.run.endedAt > other.report.run.endedAt) {
      byId.set(one.report.run.id, one)
    }
  }
  return [...byId.values()].toSorted(
    (one, other) => other.report.run.startedAt - one.report.run.startedAt,
  )
}

/** In the order in which each group's first stands. */
function grouped<T>(all: readonly T[], nameOf: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const name = nameOf(one)
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return [...groups]
}
