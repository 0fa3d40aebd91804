import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
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
  while (!take(lock)) await sleep(tryMs)
  const beat = setInterval(() => {
    if (ageOf(lock) !== undefined) utimesSync(lock, new Date(), new Date())
  }, beatMs)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(lock, { force: true })
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, '', { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  if ((ageOf(lock) ?? 0) > deadMs) rmSync(lock, { force: true })
  return false
}

/** Milliseconds since its last sign of life. */
function ageOf(lock: string): number | undefined {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  return since === undefined ? undefined : Date.now() - since
}
