import { boundText } from '@harness/kernel'
import type { Fault } from './fault.ts'
import { decodeText } from './file-text.ts'
import type { PlannedFile } from './plan-files.ts'
import { previewDiff } from './preview-diff.ts'

/** What a person is shown of a change: a diff of each file, and what will not be done. */
export async function previewFiles(
  files: readonly PlannedFile[],
  fault: Fault | undefined,
): Promise<string> {
  const diffs: string[] = []
  for (const { place, before, after } of files) {
    if (after === null) diffs.push(`delete ${place.target}`)
    else diffs.push(await previewDiff(place.target, textOf(before?.bytes), textOf(after)))
  }
  if (fault) diffs.push(`Not done: ${fault.message}`)
  return boundText(diffs.join('\n'))
}

const textOf = (bytes: Uint8Array | undefined): string =>
  bytes ? (decodeText(bytes)?.text ?? '') : ''
