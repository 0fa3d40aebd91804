import type { Hash } from '@harness/kernel'
import { faultOf, type Fault } from './fault.ts'
import { loadFile } from './load-file.ts'
import { removeFile, stageWrite, type StagedWrite } from './staged-write.ts'

/** One file, and what is to be in its place. */
export interface FileSwap {
  name: string
  place: { path: string }
  /** What it is now. */
  before: { hash: Hash } | null
  after: Uint8Array | null
  mode: number | undefined
}

export interface AppliedFiles<File> {
  /** What is as it was to be. */
  done: readonly File[]
  fault?: Fault
}

export interface Applying {
  /** Names the effect. */
  key: string
  /** Waited for before the first file is changed; a fault leaves all as it is. */
  ready?: Promise<Fault | undefined>
}

/**
 * Changes files, all or none: every new byte is on the disk before the first file is replaced, and what is to be removed
 * goes last. A fault in between, which then only a disk or another program can make, says what was done.
 */
export async function applyFiles<File extends FileSwap>(
  files: readonly File[],
  { key, ready }: Applying,
): Promise<AppliedFiles<File>> {
  const done: File[] = []
  const staged: StagedWrite[] = []
  let current = ''
  // Staging may fail first; then this is nobody's.
  ready?.catch(() => undefined)
  try {
    const commits: [File, StagedWrite][] = []
    for (const file of files) {
      if (file.after === null) continue
      current = file.name
      const { place, after: bytes, mode } = file
      const write = await stageWrite({ path: place.path, bytes, mode, key })
      staged.push(write)
      commits.push([file, write])
    }
    const unready = await ready
    if (unready) return { done, fault: unready }
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
async function firstStale(files: readonly FileSwap[]): Promise<Fault | undefined> {
  for (const { name, place, before } of files) {
    const now = await loadFile(place.path, name)
    if (now && 'code' in now) return now
    if ((now?.hash ?? null) !== (before?.hash ?? null)) {
      return { code: 'stale', message: `${name} was changed by something else just now.` }
    }
  }
  return undefined
}
