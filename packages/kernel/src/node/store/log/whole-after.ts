import { looksWhole } from './decode-line.ts'
import type { LogSource } from './read-events.ts'
import { scanLines } from './scan-lines.ts'

/** Whether anything after a bad line could be an event: then the line is damage, and not where a crash tore the log. */
export async function wholeAfter({ file, size }: LogSource, from: number): Promise<boolean> {
  for await (const lines of scanLines(file, { from, to: size })) {
    if (lines.some(({ bytes, whole }) => whole && looksWhole(bytes))) return true
  }
  return false
}
