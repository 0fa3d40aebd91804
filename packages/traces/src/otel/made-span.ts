import { attributesOf, type AttributeValue } from './attributes.ts'
import { nanoseconds } from './nanoseconds.ts'
import type { OtlpSpan } from './otlp.ts'

/** Where spans belong. */
export interface Place {
  traceId: string
  parent: string | null
}

/** One span, before it is written as OTLP has it. */
export interface SpanFacts {
  id: string
  name: string
  kind?: 'internal' | 'client'
  /** Milliseconds. */
  from: number
  to: number
  attributes: Readonly<Record<string, AttributeValue>>
  /** What kind of error it ended in. */
  error?: string | undefined
  /** What a person reads of it. */
  message?: string | undefined
  /** It had not ended when it was last heard of. */
  isOpen?: boolean
}

export function madeSpan({ traceId, parent }: Place, facts: SpanFacts): OtlpSpan {
  const { id, name, kind = 'internal', from, to, attributes, error, message, isOpen } = facts
  const marks = { ...(isOpen && { 'harness.open': true }), 'error.type': error }
  return {
    traceId,
    spanId: id,
    ...(parent !== null && { parentSpanId: parent }),
    name,
    kind: kind === 'client' ? 3 : 1,
    startTimeUnixNano: nanoseconds(from),
    // Clocks of writers may go back.
    endTimeUnixNano: nanoseconds(Math.max(from, to)),
    attributes: attributesOf({ ...attributes, ...marks }),
    status:
      error === undefined ? { code: 0 } : { code: 2, ...(message !== undefined && { message }) },
  }
}
