import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for what belongs to sessions and is not in their logs: what commands write, worktrees. */
export interface Scratch {
  /** Below a home it lives as long as that; without one it is temporary, and made when first asked for. */
  folder(): string
  /** The folder of one session. */
  session(id: string): string
  /** Removes what is temporary, unless a subagent left work in it. Not while a task runs. */
  clear(): Promise<void>
}

export function scratchIn(home: string | undefined): Scratch {
  let temporary: string | undefined
  const folder = () => home ?? (temporary ??= mkdtempSync(join(tmpdir(), 'harness-')))
  return {
    folder,
    session: (id) => join(folder(), 'sessions', id),
    clear: async () => {
      if (temporary === undefined || existsSync(join(temporary, 'worktrees'))) return
      await rm(temporary, { recursive: true, force: true })
    },
  }
}
