import { counted, formatCost, formatCount, formatDuration, formatTime } from './format.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { parametersOf } from './setup-step.ts'
import { statusMark, toneOfEnd } from './status.ts'
import { barOf } from './time-bar.ts'
import type { View } from './view.ts'
import { modelName, type Summary } from '../model/summary.ts'

/** What the session was and what it came to. */
export function head(view: View, summary: Summary, damage: string | null): Markup {
  const { title, session, ended } = summary
  const reason = ended?.reason ?? null
  const limit = ended?.limit ? ` of ${ended.limit}` : ''
  const message = ended?.message ? markup`<p class="said">${ended.message}</p>` : null
  return markup`<header>
<p class="kicker">Session ${session}</p>
<h1>${title ?? 'A session without a word'}</h1>
<p class="end">${statusMark(toneOfEnd(reason), reason === null ? 'not ended' : `${reason}${limit}`)}</p>${message}
${damage === null ? null : markup`<p class="damage" role="note"><b>The log is damaged; what follows stands before that.</b> ${damage}</p>`}
${numbers(summary)}
${time(summary)}
${about(view, summary)}
</header>
`
}

function numbers({ turns, usage, cost, priced, events, startedAt, endedAt }: Summary): Markup {
  const cached = usage.cacheReadTokens > 0 ? `${formatCount(usage.cacheReadTokens)} cached` : ''
  const known = cost === null && priced > 0 ? `${formatCost(priced)} known` : ''
  const facts: readonly (readonly [string, string, string])[] = [
    ['turns', formatCount(turns), ''],
    ['tokens in', formatCount(usage.inputTokens), cached],
    [
      'tokens out',
      formatCount(usage.outputTokens),
      usage.reasoningTokens > 0 ? `${formatCount(usage.reasoningTokens)} reasoning` : '',
    ],
    ['cost', cost === null ? 'unknown' : formatCost(cost), known],
    ['from first to last', formatDuration(endedAt - startedAt), ''],
    ['events', formatCount(events), ''],
  ]
  return markup`<dl class="numbers">${facts.map(([name, value, more]) => markup`<div><dt>${name}${more === '' ? '' : `, ${more}`}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** Where the time went: what runs took that was neither models, tools nor people is left open. */
function time({ time: { runs, models, tools, people } }: Summary): Value {
  const whole = Math.max(runs, models + tools + people)
  if (whole === 0) return null
  const parts = [
    ['models', models],
    ['tools', tools],
    ['people', people],
  ] as const
  const bar = barOf(parts.map(([kind, ms]) => [kind, Math.round((ms / whole) * 1000) / 10]))
  const words = parts.map(([kind, ms]) =>
    ms > 0 ? markup`<li class="${kind}">${kind} <b>${formatDuration(ms)}</b></li>` : null,
  )
  return markup`<div class="time">${bar}<ul>${words}<li>runs <b>${formatDuration(runs)}</b></li></ul></div>`
}

function about({ trace }: View, summary: Summary): Markup {
  const { workspace, parent, forkedFrom, startedAt, asks, tasks, compactions, models } = summary
  const setup = trace.steps.findLast((step) => step.kind === 'setup')
  const parameters = setup
    ? parametersOf(setup.model).map(([name, value]) => `${name} ${value}`)
    : []
  const facts: (readonly [string, string | null])[] = [
    ['when', `${formatTime(startedAt)} UTC`],
    ['workspace', workspace],
    ['model', setup ? [modelName(setup), ...parameters].join(', ') : null],
    ['permissions', setup?.permissions.mode ?? null],
    [
      'models asked',
      models.length > 1 ? models.map(({ model, calls }) => `${model} ${calls}×`).join(', ') : null,
    ],
    ['subagent of', parent],
    ['forked from', forkedFrom && `${forkedFrom.session} at ${forkedFrom.at}`],
    [
      'asked a person',
      asks.asked > 0
        ? `${counted(asks.asked, 'time')}: ${asks.allowed} allowed, ${asks.denied} denied`
        : null,
    ],
    [
      'tasks',
      tasks.subagents + tasks.background > 0
        ? `${counted(tasks.subagents, 'subagent')}, ${tasks.background} in the background`
        : null,
    ],
    ['compactions', compactions > 0 ? String(compactions) : null],
  ]
  return markup`<dl class="about">${facts.map(([name, value]) => (value === null ? null : markup`<div><dt>${name}</dt><dd>${value}</dd></div>`))}</dl>`
}
