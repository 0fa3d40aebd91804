import {
  barOf,
  counted,
  formatCost,
  formatCount,
  formatDuration,
  markup,
  type Markup,
  type Value,
} from '@harness/traces/page'
import { oneLine } from '../../score/one-line.ts'
import type { AttemptReport } from '../report.ts'
import { statusMark } from './status-mark.ts'

export interface AttemptPlace {
  /** Its name in the page. */
  address: string
  /** There are so many attempts that not all can be told of each. */
  isBrief: boolean
}

/** One attempt: how it came out; what was checked, what it took, and where it stands are behind it. */
export function attemptPart(attempt: AttemptReport, { address, isBrief }: AttemptPlace): Markup {
  const { repeat, status, reason, time, turns, usage, cost } = attempt
  const tokens = usage.inputTokens + usage.outputTokens
  const facts =
    status === 'open' || status === 'infrastructure'
      ? null
      : markup`<span class="facts"><span>${formatDuration(time.wall)}</span><span>${counted(turns, 'turn')}</span><span>${formatCount(tokens)} tokens</span><span>${cost === null ? 'cost unknown' : formatCost(cost)}</span></span>`
  return markup`<details class="attempt ${status}" id="${address}"><summary><span class="number">#${repeat}</span> ${statusMark(attempt)}${facts}${reason === '' ? null : markup`<span class="reason">${oneLine(reason, 160)}</span>`}</summary>
${body(attempt, isBrief)}</details>
`
}

function body(attempt: AttemptReport, isBrief: boolean): Value {
  const { reason, recovered, status } = attempt
  if (status === 'passed' && isBrief) return linksOf(attempt)
  if (status === 'open') return [brokenPart(attempt), placePart(attempt)]
  return [
    reason.length > 160 ? markup`<p>${reason}</p>` : null,
    checksPart(attempt, isBrief ? 5 : 30),
    recovered ? markup`<p class="quiet">A tool's error was overcome on the way.</p>` : null,
    brokenPart(attempt),
    timePart(attempt),
    placePart(attempt),
  ]
}

function checksPart({ checks }: AttemptReport, most: number): Value {
  if (checks.length === 0) return null
  // What does not hold comes first: a case may have more checks than are shown.
  const sorted = [...checks.filter((one) => !one.passed), ...checks.filter((one) => one.passed)]
  const left = sorted.length - most
  const lines = sorted
    .slice(0, most)
    .map(({ name, passed, message }) =>
      passed
        ? markup`<li><b class="status passed">✓</b> <code>${oneLine(name)}</code></li>`
        : markup`<li><b class="status failed">✕</b> <code>${oneLine(name)}</code> ${oneLine(message, 300)}</li>`,
    )
  const more = left > 0 ? markup`<li class="quiet">and ${left} more</li>` : null
  return markup`<ul class="checks">${lines}${more}</ul>`
}

const brokenPart = ({ broken }: AttemptReport): Value =>
  broken.map(
    ({ try: number, stage, code, message }) =>
      markup`<p class="quiet">Try ${number} could not be measured (${stage}, <code>${code}</code>): ${oneLine(message, 300)}</p>`,
  )

function timePart({ time }: AttemptReport): Value {
  const kinds = ['setup', 'models', 'tools', 'people', 'verification'] as const
  const parts = kinds.map((kind) => [kind, time[kind]] as const).filter(([, ms]) => ms > 0)
  const known = parts.reduce((sum, [, ms]) => sum + ms, 0)
  const whole = Math.max(time.wall, known)
  if (whole <= 0) return null
  const bar = barOf(parts.map(([kind, ms]) => [kind, Math.round((ms / whole) * 1000) / 10]))
  const words = parts.map(
    ([kind, ms]) => markup`<li class="${kind}">${kind} <b>${formatDuration(ms)}</b></li>`,
  )
  return markup`<div class="time">${bar}<ul>${words}<li>all <b>${formatDuration(time.wall)}</b></li></ul></div>`
}

function placePart(attempt: AttemptReport): Value {
  const { paths, session, calls, failedCalls, rounds } = attempt
  const did = markup`<p class="quiet">${counted(rounds, 'round')}, ${counted(calls, 'call')}${failedCalls > 0 ? `, ${failedCalls} of them in error` : ''}. ${linksOf(attempt)}</p>`
  if (session === null || paths.home === null) return did
  const line = `HARNESS_HOME=${shellWord(paths.home)} harness trace show ${shellWord(session)}`
  return [
    did,
    markup`<p class="shell"><small>in the run’s folder:</small> <code>${line}</code></p>`,
  ]
}

const linksOf = ({ paths }: AttemptReport): Value =>
  [
    ...(paths.workspace === null ? [] : [link(paths.workspace, 'workspace')]),
    ...(paths.home === null ? [] : [link(paths.home, 'log and home')]),
  ].map((one, place) => (place === 0 ? one : [' · ', one]))

const link = (path: string, words: string): Markup =>
  markup`<a href="${relative(path)}/">${words}</a>`

/** An address below this page, whatever a folder is called. */
const relative = (path: string): string => `./${path.split('/').map(encodeURIComponent).join('/')}`

const shellWord = (text: string): string =>
  /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
