import type { StreamEvent } from '@harness/kernel'
import { formatCount } from './format.ts'
import { plainLine } from './plain-text.ts'

type Line = Extract<StreamEvent, { type: 'compaction' }>
type Compaction = Pick<Line, 'ok' | 'message' | 'before' | 'after'>

/** A compaction as a person reads it. */
export function describeCompaction({ ok, message, before, after }: Compaction): string {
  if (!ok) return `The conversation could not be made shorter: ${plainLine(message ?? '')}.`
  const tokens =
    before === undefined || after === undefined
      ? ''
      : ` from ${formatCount(before)} to ${formatCount(after)} tokens`
  return `The conversation was made shorter${tokens}.`
}
