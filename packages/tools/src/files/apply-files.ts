import { faultOf, type Fault } from './fault.ts'
import { loadFile } from './load-file.ts'
import type { PlannedFile } from './plan-files.ts'
import { removeFile, stageWrite, type StagedWrite } from './staged-write.ts'

export interface AppliedFiles {
  /** What is as it was to be. */
  done: readonly PlannedFile[]
  fault?: Fault
}

/**
 * Changes files, all or none: every new byte is on the disk before the first file is replaced, and what is to be removed
 * goes last. A fault in between, which then only a disk or another program can make, says what was done.
 */
export async function applyFiles(
  files: readonly PlannedFile[],
  key: string,
): Promise<AppliedFiles> {
  const done: PlannedFile[] = []
  const staged: StagedWrite[] = []
  let current = ''
  try {
    const commits: [PlannedFile, StagedWrite][] = []
    for (const file of files) {
      if (file.after === null) continue
      current = file.name
      const { place, after: bytes, mode } = file
      const write = await stageWrite({ path: place.path, bytes, mode, key })
      staged.push(write)
      commits.push([file, write])
    }
    // Staging takes its time: a person may have saved meanwhile.
    const stale = await firstStale(files)
    if (stale) return { done, fault: stale }
    for (const [file, write] of commits) {
      current = file.name
      await write.commit()
      done.push(file)
    }
    for (const file of files) {
      if (file.after !== null) continue
      current = file.name
      await removeFile(file.place.path)
      done.push(file)
    }
    return { done }
  } catch (error) {
    return { done, fault: faultOf(error, current) }
  } finally {
    await Promise.allSettled(staged.map((write) => write.close()))
  }
}

/** The first file that is another than the change was computed for. */
async function firstStale(files: readonly PlannedFile[]): Promise<Fault | undefined> {
  for (const { name, place, before } of files) {
    const now = await loadFile(place.path, name)
    if (now && 'code' in now) return now
    if ((now?.hash ?? null) !== (before?.hash ?? null)) {
      return { code: 'stale', message: `${name} was changed by something else just now.` }
    }
  }
  return undefined
}
