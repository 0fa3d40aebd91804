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

const mostChecks = 30

/** One attempt: how it came out; what was checked, what it took, and where it stands are behind it. */
export function attemptPart(attempt: AttemptReport, address: string): Markup {
  const { repeat, status, reason, time, turns, usage, cost } = attempt
  const tokens = usage.inputTokens + usage.outputTokens
  const facts =
    status === 'open'
      ? null
      : markup`<span class="facts"><span>${formatDuration(time.wall)}</span><span>${counted(turns, 'turn')}</span><span>${formatCount(tokens)} tokens</span><span>${cost === null ? 'cost unknown' : formatCost(cost)}</span></span>`
  return markup`<details class="attempt ${status}" id="${address}"><summary><span class="number">#${repeat}</span> ${statusMark(attempt)}${facts}${reason === '' ? null : markup`<span class="reason">${oneLine(reason, 160)}</span>`}</summary>
${body(attempt)}</details>
`
}

function body(attempt: AttemptReport): Value {
  const { reason, recovered, status } = attempt
  if (status === 'open') return [brokenPart(attempt), placePart(attempt)]
  return [
    reason.length > 160 ? markup`<p>${reason}</p>` : null,
    checksPart(attempt),
    recovered ? markup`<p class="quiet">A tool's error was overcome on the way.</p>` : null,
    brokenPart(attempt),
    timePart(attempt),
    placePart(attempt),
  ]
}

function checksPart({ checks }: AttemptReport): Value {
  if (checks.length === 0) return null
  // What does not hold comes first: a case may have more checks than are shown.
  const sorted = [...checks.filter((one) => !one.passed), ...checks.filter((one) => one.passed)]
  const left = sorted.length - mostChecks
  const lines = sorted
    .slice(0, mostChecks)
    .map(({ name, passed, message }) =>
      passed
        ? markup`<li><b class="status passed">✓</b> <code>${name}</code></li>`
        : markup`<li><b class="status failed">✕</b> <code>${name}</code> ${message}</li>`,
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
  const parts = [
    ['setup', time.setup],
    ['models', time.models],
    ['tools', time.tools],
    ['people', time.people],
    ['verification', time.verification],
  ] as const
  const known = parts.reduce((sum, [, ms]) => sum + ms, 0)
  const whole = Math.max(time.wall, known)
  if (whole <= 0) return null
  const bar = barOf(parts.map(([kind, ms]) => [kind, Math.round((ms / whole) * 1000) / 10]))
  const words = parts.map(([kind, ms]) =>
    ms > 0 ? markup`<li class="${kind}">${kind} <b>${formatDuration(ms)}</b></li>` : null,
  )
  return markup`<div class="time">${bar}<ul>${words}<li>all <b>${formatDuration(time.wall)}</b></li></ul></div>`
}

function placePart({ paths, session, calls, failedCalls, rounds }: AttemptReport): Value {
  const links = [
    paths.workspace === null
      ? null
      : markup`<a href="${relative(paths.workspace)}/">workspace</a> `,
    paths.home === null ? null : markup`<a href="${relative(paths.home)}/">log and home</a> `,
  ]
  const did = markup`<p class="quiet">${counted(rounds, 'round')}, ${counted(calls, 'call')}${failedCalls > 0 ? `, ${failedCalls} of them in error` : ''}. ${links}</p>`
  if (session === null || paths.home === null) return did
  const line = `HARNESS_HOME=${shellWord(paths.home)} harness trace show ${shellWord(session)}`
  return [did, markup`<p class="shell"><small>in this folder:</small> <code>${line}</code></p>`]
}

/** An address below this page, whatever a folder is called. */
const relative = (path: string): string => `./${path.split('/').map(encodeURIComponent).join('/')}`

const shellWord = (text: string): string =>
  /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
