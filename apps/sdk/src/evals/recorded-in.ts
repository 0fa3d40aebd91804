import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { KernelError } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { RecordedWork } from './recorded-work.ts'

/**
 * What a home holds of its work: the one session that was begun in it. Undefined where none was; one whose log is empty, as a
 * process leaves it that dies at that moment, was not.
 */
export async function recordedIn(home: string): Promise<RecordedWork | undefined> {
  const folder = join(home, 'sessions')
  if (!existsSync(folder)) return undefined
  // The sessions of subagents are named by their parent's id, a dot and a number.
  const ids = (await readdir(folder)).filter((name) => /^[\w-]+$/u.test(name)).toSorted()
  for (const id of ids) {
    const recorded = await readWork(home, id)
    if (recorded) return recorded
  }
  return undefined
}

/** Undefined for a session without an event. */
export async function readWork(home: string, id: string): Promise<RecordedWork | undefined> {
  const recorded = new RecordedWork(id)
  let isBegun = false
  try {
    const reader = await fileSessions({ home }).reader(id)
    for await (const event of reader.read(1)) {
      isBegun = true
      recorded.add(event)
    }
  } catch (error) {
    // Of one that was about to be made there is a folder alone.
    if (error instanceof KernelError && error.code === 'session_not_found') return undefined
    throw error
  }
  return isBegun ? recorded : undefined
}
