import type { Event } from '../../../events/event.ts'
import { chainSum } from './chain-sum.ts'

export interface EncodedLine {
  /** With its newline. */
  text: string
  sum: string
}

/** The stored line of an event. `more`: the next line is of the same append, and neither counts without the other. */
export function encodeLine(event: Event, previous: string, more: boolean): EncodedLine {
  const { seq, at, type, v, cause, data } = event
  const body = JSON.stringify({ seq, at, type, v, cause, data }).slice(0, -1)
  const sum = chainSum(previous, body, more)
  return { text: `${body},"sum":"${sum}${more ? '+' : ''}"}\n`, sum }
}
