import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** What has to be known when a command ends, in whatever process that is. */
const TaskRecord = z.object({
  workspace: z.string(),
  /** Whether its repositories took commits. */
  commits: z.boolean().optional(),
  /** The identities of the guarded places that were there when it began. */
  before: z.array(z.string()),
  /** Whether those were all. */
  isComplete: z.boolean(),
  /** What it could not make: empty folders hold the places while it runs. */
  absent: z.array(z.string()),
  /** Those of them that were not there. */
  made: z.array(z.string()),
  /** What there is to say of it; empty for nothing, and absent until it has ended. */
  note: z.string().optional(),
})
export type TaskRecord = z.infer<typeof TaskRecord>

/** Undefined when the command has not been begun inside a sandbox. */
export function readRecord(path: string): TaskRecord | undefined {
  try {
    return TaskRecord.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Whole or not at all. */
export function writeRecord(path: string, record: TaskRecord): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(record), { mode: 0o600 })
  renameSync(unfinished, path)
}
