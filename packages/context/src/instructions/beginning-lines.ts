import { beginningOf } from '@harness/kernel'

/** The beginning of a text that takes at most `most` bytes of UTF-8: whole lines, where one fits. */
export function beginningLines(text: string, most: number): string {
  const beginning = beginningOf(text, most)
  const end = beginning.lastIndexOf('\n')
  return end > 0 ? beginning.slice(0, end + 1) : beginning
}
