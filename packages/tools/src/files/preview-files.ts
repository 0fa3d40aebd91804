import { boundText } from '@harness/kernel'
import type { Fault } from './fault.ts'
import { decodeText } from './file-text.ts'
import type { PlannedFile } from './plan-files.ts'
import { previewDiff } from './preview-diff.ts'

/** Milliseconds for all of them; the rest is told by its size. */
const mostMs = 1500

/** What a person is shown of a change: a diff of each file, and what will not be done. */
export async function previewFiles(
  files: readonly PlannedFile[],
  fault: Fault | undefined,
): Promise<string> {
  const diffs: string[] = []
  const until = performance.now() + mostMs
  for (const { place, before, after } of files) {
    if (after === null) diffs.push(`delete ${place.target}`)
    else {
      const ms = Math.max(0, Math.min(500, until - performance.now()))
      const texts = { before: textOf(before?.bytes), after: textOf(after) }
      diffs.push(await previewDiff(place.target, texts, ms))
    }
  }
  if (fault) diffs.push(`Not done: ${fault.message}`)
  return boundText(diffs.join('\n'))
}

const textOf = (bytes: Uint8Array | undefined): string =>
  bytes ? (decodeText(bytes)?.text ?? '') : ''
