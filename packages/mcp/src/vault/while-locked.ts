import { closeSync, fstatSync, futimesSync, openSync, rmSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between two tries, and between two signs of life of who has the lock. */
const tryMs = 20
const beatMs = 1000
/** Milliseconds without a sign of life after which who has the lock is dead. */
const deadMs = 10_000

/** Runs the work while the file `lock` is there and ours. One that a killed process left is taken over after ten seconds. */
export async function whileLocked<Result>(
  lock: string,
  work: () => Promise<Result>,
): Promise<Result> {
  let own = take(lock)
  for (; own === undefined; own = take(lock)) await sleep(tryMs)
  const file = own
  const beat = setInterval(() => futimesSync(file, new Date(), new Date()), beatMs)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    release(lock, file)
  }
}

/** The file, open, where it is ours. */
function take(lock: string): number | undefined {
  try {
    return openSync(lock, 'wx', 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  if (isDead(lock)) rmSync(lock, { force: true })
  return undefined
}

/** A sign of life that is still to come is none: the clock was put back. */
function isDead(lock: string): boolean {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  return since !== undefined && Math.abs(Date.now() - since) > deadMs
}

/** A process that slept for long may find the lock of another in the place of its own. */
function release(lock: string, file: number): void {
  const isOurs = statSync(lock, { throwIfNoEntry: false })?.ino === fstatSync(file).ino
  closeSync(file)
  if (isOurs) rmSync(lock, { force: true })
}
