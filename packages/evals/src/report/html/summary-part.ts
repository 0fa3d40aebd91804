import {
  formatCost,
  formatCount,
  formatDuration,
  formatTime,
  markup,
  type Markup,
  type Value,
} from '@harness/traces/page'
import type { Report, Totals } from '../report.ts'
import { percent, saidShare, saidState, verdictLine } from '../said-totals.ts'
import { shareBar } from './share-bar.ts'

/** What the run was and what it came to. */
export function summaryPart(report: Report): Markup {
  const { run, totals, tags } = report
  const state = saidState(report)
  return markup`<header>
<p class="kicker">Suite ${run.suite.name}, run ${run.id}</p>
<h1>${verdictLine(totals)}</h1>
${run.suite.description === null ? null : markup`<p class="said">${run.suite.description}</p>`}
${state === '' ? null : markup`<p class="notice" role="note">${state}</p>`}
${totals.passRate ? shareBar('of cases pass', totals.passRate) : null}
${totals.firstTryRate && totals.assisted > 0 ? shareBar('at the first try', totals.firstTryRate) : null}
${numbers(report)}
${about(report)}
</header>
${failuresPart(totals)}${tagsPart(tags)}${passAtPart(totals)}`
}

function numbers({ totals, run }: Report): Markup {
  const { usage, cost, gradeCost, lostCost, mean } = totals
  const facts: readonly (readonly [string, string])[] = [
    ['passed', String(totals.passed)],
    ['of these after feedback', String(totals.assisted)],
    ['failed', String(totals.failed)],
    ['not measured', String(totals.infrastructure)],
    ['tokens in', formatCount(usage.inputTokens)],
    ['tokens out', formatCount(usage.outputTokens)],
    ['cost', cost === null ? 'unknown' : formatCost(cost)],
    ...(gradeCost === 0
      ? []
      : [['cost of grades', gradeCost === null ? 'unknown' : formatCost(gradeCost)] as const]),
    ...(lostCost === 0 ? [] : [['cost of broken tries', formatCost(lostCost)] as const]),
    ['time', formatDuration(run.wallMs)],
    ...(mean ? [['turns, mean', mean.turns.toFixed(1)] as const] : []),
  ]
  return markup`<dl class="numbers">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function about({ run, totals }: Report): Markup {
  const { recovered } = totals
  const facts: readonly (readonly [string, string | null])[] = [
    ['subject', run.subject.name],
    ...Object.entries(run.subject.facts).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    ),
    ['began', `${formatTime(run.startedAt)} UTC`],
    ['harness', run.harness],
    [
      'tool errors overcome',
      recovered.all === 0
        ? null
        : `in ${recovered.all} ${recovered.all === 1 ? 'attempt' : 'attempts'}, ${recovered.passed} of them passed`,
    ],
  ]
  return markup`<dl class="about">${facts.map(([name, value]) => (value === null ? null : markup`<div><dt>${name}</dt><dd>${value}</dd></div>`))}</dl>`
}

function failuresPart({ failures }: Totals): Value {
  const rows = Object.entries(failures)
  if (rows.length === 0) return null
  return markup`<section><h2>Why attempts failed</h2>
<table><tbody>${rows.map(([name, count]) => markup`<tr><th scope="row"><code>${name}</code></th><td>${count}</td></tr>`)}</tbody></table></section>
`
}

function tagsPart(tags: Report['tags']): Value {
  const rows = Object.entries(tags)
  if (rows.length === 0) return null
  return markup`<section><h2>By tag</h2>
<div class="scroll" tabindex="0" role="region" aria-label="By tag"><table><thead><tr><th scope="col">tag</th><th scope="col">cases</th><th scope="col">passed</th><th scope="col">failed</th><th scope="col">pass rate</th></tr></thead>
<tbody>${rows.map(([name, one]) => markup`<tr><th scope="row">${name}</th><td>${one.cases}</td><td>${one.passed}</td><td>${one.failed}</td><td>${saidShare(one.passRate)}</td></tr>`)}</tbody></table></div></section>
`
}

function passAtPart({ passAt }: Totals): Value {
  if (passAt.length < 2) return null
  return markup`<section><h2>Of several attempts</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Of several attempts"><table><thead><tr><th scope="col">attempts</th><th scope="col">one at least passes</th><th scope="col">all pass</th><th scope="col">cases</th></tr></thead>
<tbody>${passAt.map(({ k, any, all, cases }) => markup`<tr><th scope="row">${k}</th><td>${percent(any)}</td><td>${percent(all)}</td><td>${cases}</td></tr>`)}</tbody></table></div></section>
`
}
