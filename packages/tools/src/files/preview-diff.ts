import { boundText } from '@harness/kernel'
import { isAbsolute } from 'node:path'

const most = 1024 * 1024

/** What a person is shown of a change: a unified diff, or its size where a diff would take too long. */
export async function previewDiff(
  target: string,
  { before, after }: { before: string; after: string },
  timeout: number,
): Promise<string> {
  if (before.length + after.length <= most && timeout > 0) {
    const { createTwoFilesPatch } = await import('diff')
    const old = before === '' ? '/dev/null' : sideOf('a', target)
    const names = [old, sideOf('b', target)] as const
    const patch = createTwoFilesPatch(...names, before, after, undefined, undefined, {
      timeout,
    })
    if (patch !== undefined) return boundText(patch.replace(/^=+\n/, ''))
  }
  return `${target}: ${before.length} characters become ${after.length}`
}

/** A path outside the workspace stands as it is. */
const sideOf = (side: 'a' | 'b', target: string): string =>
  isAbsolute(target) ? target : `${side}/${target}`
