import type { SessionPlace } from './read-session.ts'

/** What is taken back, and how. */
export interface RewindOptions extends SessionPlace {
  /** The `seq` of the last event whose files stay. */
  at: number
  /** Also files that somebody else changed since; what they were is kept. Default: false, and then nothing is touched. */
  force?: boolean
  /** Only looks: nothing is changed, and whoever runs the session goes on with it. Default: false. */
  dryRun?: boolean
}

/** One file that tools changed since. */
export interface RewoundFile {
  /** Its real path. */
  path: string
  /** Relative to the folder of the session where it is in it. */
  name: string
  /** `unchanged`: it is what it was already. */
  action: 'restored' | 'removed' | 'unchanged' | 'refused'
  /** Why it was refused; of a file that was put back all the same, what is lost by it. */
  why?: string
}

/** A call that ran since and may have changed something that is not taken back: a command, or a tool of a server. */
export interface UncoveredCall {
  /** The session that made it: this one, or that of a subagent. */
  session: string
  /** The `seq` of its start. */
  seq: number
  tool: string
  /** The command, or what it was about. */
  target: string
}

/** What became of taking changes back. */
export interface Rewound {
  /** The whole id. */
  session: string
  at: number
  /** `refused`: nothing was touched. `failed`: something came between, and the files say how far it got. */
  kind: 'done' | 'planned' | 'refused' | 'failed'
  /** What went wrong, for `failed`. */
  message?: string
  files: readonly RewoundFile[]
  uncovered: readonly UncoveredCall[]
}

/**
 * Puts the files that the file tools of a session and of its subagents changed after an event back to what they were:
 * content, mode and absence. Nothing is touched when one of them was changed by somebody else meanwhile. What commands did
 * is not taken back. A rewind that was interrupted is finished by calling it again, and one that is done can be taken back by
 * another one.
 *
 * Rejects with `session_held` while a process runs the session, with `invalid_option` when it has no such event, and as
 * `readSession` does.
 */
export async function rewindSession(id: string, options: RewindOptions): Promise<Rewound> {
  const { rewind } = await import('../engine.ts')
  return rewind(id, options)
}
