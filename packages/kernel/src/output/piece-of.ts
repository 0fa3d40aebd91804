import type { TaskOutput } from '../ports/task-desk.ts'
import { decode, wholeLength } from './utf8-slice.ts'

/** A piece of `total` bytes that begins at `from`. A character that is not all there is left for the next piece. */
export function pieceOf(bytes: Uint8Array, from: number, total: number): TaskOutput {
  // What can never become a character must not hold a reader back.
  const whole = wholeLength(bytes) || bytes.length
  return { text: decode(bytes.subarray(0, whole)), next: from + whole, total }
}
