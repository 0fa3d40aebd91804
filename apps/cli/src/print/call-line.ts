import type { coloursFor } from './colours.ts'
import { describeResult, hasFailed } from './describe-result.ts'
import { counted, formatDuration, shorten } from './format.ts'
import type { OpenCall } from './open-calls.ts'
import { plainLine } from './plain-text.ts'
import { widthOf } from './text-width.ts'

export interface CallEnd {
  output: string
  error: string | null
  /** When, by the clock of `performance`. */
  at: number
}

interface Style {
  columns: number
  colour: ReturnType<typeof coloursFor>
}

const least = 12

/** A call that is over, in a line; why it failed stands in a second one. */
export function callLine(call: OpenCall, end: CallEnd, { columns, colour }: Style): string {
  const { tool, input } = call
  const isBad = end.error !== null || hasFailed({ tool, input, output: end.output })
  const mark = isBad ? colour('red', '✗') : colour('green', '✓')
  const took = formatDuration(end.at - call.since)
  const indent = '  '.repeat(call.depth)
  const room = columns - 1 - indent.length - 2
  const came = end.error === null ? cameTo(call, end.output) : ''
  const tail = [shorten(came, Math.floor(room / 3)), took].filter((part) => part !== '')
  const text = withTail({ what: nameOf(call), tail, room })
  const why =
    end.error === null ? '' : `\n${indent}  ${colour('red', shorten(plainLine(end.error), room))}`
  return `${indent}${mark} ${colour('dim', text)}${why}`
}

/** A call that goes on without being waited for. */
export function backgroundLine(call: OpenCall, { columns, colour }: Style): string {
  const indent = '  '.repeat(call.depth)
  const tail = [`in the background as task ${call.task}`]
  const text = withTail({ what: nameOf(call), tail, room: columns - 3 - indent.length })
  return `${indent}${colour('yellow', '◌')} ${colour('dim', text)}`
}

/** A subagent begins: what it does stands beneath. */
export function agentLine(call: OpenCall, { columns, colour }: Style): string {
  const indent = '  '.repeat(call.depth)
  const text = shorten(call.what, columns - 3 - indent.length)
  return `${indent}${colour('cyan', '▸')} ${colour('dim', text)}`
}

const nameOf = ({ what, agent }: OpenCall) => (agent === undefined ? what : `${agent} · ${what}`)

const cameTo = ({ tool, input, child }: OpenCall, output: string): string =>
  child ? counted(child.calls, 'call') : describeResult({ tool, input, output })

/** What it came to is worth more than the end of what was asked for. */
function withTail({ what, tail, room }: { what: string; tail: string[]; room: number }): string {
  const behind = tail.map((part) => ` · ${part}`).join('')
  return shorten(shorten(what, Math.max(least, room - widthOf(behind))) + behind, room)
}
