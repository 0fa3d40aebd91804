import { KernelError, type Artifacts, type FileBefore } from '@harness/kernel'
import type { Fault } from './fault.ts'
import type { PlannedFile } from './plan-files.ts'

/** By real path, where what was there is kept. */
export type Kept = ReadonlyMap<string, FileBefore>

/** How many files are kept side by side: each is open meanwhile. */
const atOnce = 16

/** Keeps what files hold before they are changed, durably. Every file that is changed here is small enough to be kept. */
export async function keepBefore(
  files: readonly PlannedFile[],
  artifacts: Artifacts,
): Promise<Kept | Fault> {
  const kept = new Map<string, FileBefore>()
  const keep = async (file: PlannedFile) => {
    const artifact = file.before ? { artifact: await artifacts.put(file.before.bytes) } : {}
    kept.set(file.place.path, { ...beforeOf(file), ...artifact })
  }
  try {
    for (let from = 0; from < files.length; from += atOnce) {
      await Promise.all(files.slice(from, from + atOnce).map(keep))
    }
    return kept
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return { code: 'not_kept', message: `What was there could not be kept: ${error.message}` }
  }
}

/** What is known of it without its bytes. */
export const beforeOf = ({ before, folder }: PlannedFile): FileBefore => ({
  hash: before?.hash ?? null,
  ...(before && { mode: before.mode }),
  ...(folder !== undefined && { folder }),
})
