import { callBlock, type Nested } from './call-block.ts'
import { counted, formatCost, formatCount, formatDuration } from './format.ts'
import { folded, proseBlock } from './text-block.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { statusMark } from './status.ts'
import { timeBar } from './time-bar.ts'
import { modelName } from '../model/summary.ts'
import type { View } from './view.ts'
import type { ModelStep } from '../model/trace.ts'

interface Around {
  nested: Nested
  /** The longest turn of its run, in milliseconds. */
  longest: number
}

/** A turn: what the model said, and the calls that it asked for. */
export function modelStep(view: View, step: ModelStep, { nested, longest }: Around): Markup {
  const { seq, settled, reasoning, text, calls } = step
  const thought =
    reasoning === ''
      ? null
      : folded(view, { title: 'Reasoning', text: reasoning }, { seq: settled ?? seq })
  const said = text === '' ? null : proseBlock(view, text, { seq: settled ?? seq })
  return markup`${view.mark(settled)}<h3>${titleOf(step)} <span class="facts">${factsOf(step)}</span></h3>
${timeBar(step, longest)}${failureOf(view, step)}${thought}${said}
${calls.map((call) => callBlock(view, call, nested))}`
}

const titleOf = ({ turn, outcome, attempt }: ModelStep): Value => [
  `Turn ${turn}`,
  attempt > 1 ? markup` <small>attempt ${attempt}</small>` : null,
  outcome === 'replied'
    ? null
    : [
        ' ',
        statusMark(outcome === 'failed' ? 'bad' : outcome === 'open' ? 'open' : 'held', outcome),
      ],
]

function factsOf(step: ModelStep): Markup[] {
  const { usage, ms, cost, answered, model, stop } = step
  const name =
    answered !== null && answered !== model?.id
      ? `${modelName(step)} (${answered})`
      : modelName(step)
  const cached = usage?.cacheReadTokens ? ` (${formatCount(usage.cacheReadTokens)} cached)` : ''
  const facts = [
    name,
    ms === null ? [] : formatDuration(ms),
    usage
      ? `${formatCount(usage.inputTokens)}${cached} → ${counted(usage.outputTokens, 'token')}`
      : [],
    cost === null ? [] : formatCost(cost),
    stop === null || stop === 'end' || stop === 'calls' ? [] : `stopped: ${stop}`,
  ].flat()
  return facts.map((fact) => markup`<span class="number">${fact}</span>`)
}

function failureOf(view: View, { failure, settled, seq }: ModelStep): Value {
  if (!failure) return null
  const { code, message, status, retryAfterMs } = failure
  const more = [
    status === undefined ? [] : `HTTP ${status}`,
    retryAfterMs === undefined ? [] : `asked to wait ${formatDuration(retryAfterMs)}`,
  ].flat()
  return markup`<div class="failure"><p><b>${code}</b> ${more.join(', ')}</p>${proseBlock(view, message, { seq: settled ?? seq, most: 4000 })}</div>`
}
