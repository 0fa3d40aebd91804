import {
  formatCost,
  formatCount,
  formatDuration,
  formatTime,
  markup,
  type Markup,
} from '@harness/traces/page'
import type { Share } from '../report/report.ts'
import { percent, saidState } from '../report/said-totals.ts'
import type { LinkedReport } from './dashboard-page.ts'

/** One run: when, what came of it, and what it took. */
export function runRow({ report, link }: LinkedReport): Markup {
  const { run, totals } = report
  const { passed, failed, assisted, infrastructure, usage, cost } = totals
  const when = formatTime(run.startedAt)
  const state = saidState(report)
  const notes = [
    ...(assisted > 0 ? [`${assisted} with feedback`] : []),
    ...(infrastructure > 0 ? [`${infrastructure} not measured`] : []),
    ...(run.subject.facts['recorded'] === true ? ['recorded answers'] : []),
  ].join(', ')
  const name = link === null ? when : markup`<a href="${addressOf(link)}">${when}</a>`
  return markup`<tr><th scope="row">${name}<br><span class="quiet">${run.id}, Harness ${run.harness}</span>${state === '' ? null : markup`<br><span class="held">${state}</span>`}</th><td class="rate left">${totals.passRate ? rateOf(totals.passRate) : 'nothing was measured'}</td><td data-name="passed">${passed} of ${passed + failed}${notes === '' ? null : markup`<br><span class="quiet">${notes}</span>`}</td><td data-name="cost">${cost === null ? 'unknown' : formatCost(cost)}</td><td data-name="tokens">${formatCount(usage.inputTokens + usage.outputTokens)}</td><td data-name="time">${formatDuration(run.wallMs)}</td></tr>
`
}

function rateOf({ value, low, high, cases }: Share): Markup {
  const [from, to] = [tenths(low), tenths(high)]
  const width = Math.max(0.3, Math.round((to - from) * 10) / 10)
  return markup`<b>${percent(value)}</b> <span class="quiet">${percent(low)} to ${percent(high)}, ${cases} ${cases === 1 ? 'case' : 'cases'}</span>
<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="scale" y="2.5" width="100" height="1"/><rect class="interval" x="${from}" y="1" width="${width}" height="4"/><rect class="value" x="${Math.max(0, tenths(value - 0.003))}" width="0.6" height="6"/></svg>`
}

/** Of a hundred, with one digit. */
const tenths = (rate: number): number => Math.round(rate * 1000) / 10

/** Below or beside this page, whatever a folder is called. */
function addressOf(link: string): string {
  const path = link.split('/').map(encodeURIComponent).join('/')
  return path.startsWith('../') ? path : `./${path}`
}
