import type { Options } from '../options.ts'

/** Where a trajectory goes, and what it is called. */
export interface ImportTraceOptions extends Pick<Options, 'home' | 'cwd' | 'title'> {
  /** What it was read from, for messages. */
  name?: string
}

/** Sessions that a trajectory became. */
export interface ImportedTrace {
  /** Its id. */
  session: string
  /** Those of its subagents. */
  subagents: readonly string[]
  /** Who made it, as it says. */
  agent: { name: string; version: string }
  steps: number
}

/**
 * Makes a session of a trajectory of the Agent Trajectory Interchange Format, given as what its JSON says: everything that
 * looks at sessions looks at it, and `exportTrace` writes it again. It belongs to the folder; subagents in it become sessions
 * of their own. Rejects with `bad_trajectory`, which names what is wrong and where, before anything is written.
 */
export async function importTrace(
  trajectory: unknown,
  options: ImportTraceOptions = {},
): Promise<ImportedTrace> {
  const { importedTrace } = await import('../traces-engine.ts')
  return importedTrace(trajectory, options)
}
