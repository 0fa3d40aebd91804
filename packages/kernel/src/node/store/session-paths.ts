import { join } from 'node:path'

export interface SessionPaths {
  folder: string
  /** The log; a session is there when it is. */
  log: string
  artifacts: string
  /** Artifacts that no disk was waited for. */
  transcripts: string
  posts: string
  snapshots: string
  /** Where its commands leave what must outlive a process; theirs to write. */
  tasks: string
  /** What crashes tore, kept. */
  torn: string
  /** One file for each fork of this session, named after it. */
  forks: string
  /** In a fork: what it is a fork of. */
  parent: string
  /** There when the session was deleted and lives on for its forks. */
  hidden: string
}

export const sessionsFolder = (root: string): string => join(root, 'sessions')

/** Where the parts of a session are. The id must have been checked. */
export function sessionPaths(root: string, id: string): SessionPaths {
  const folder = join(sessionsFolder(root), id)
  return {
    folder,
    log: join(folder, 'log.jsonl'),
    artifacts: join(folder, 'artifacts'),
    transcripts: join(folder, 'transcripts.jsonl'),
    posts: join(folder, 'posts'),
    snapshots: join(folder, 'snapshots'),
    tasks: join(folder, 'tasks'),
    torn: join(folder, 'torn'),
    forks: join(folder, 'forks'),
    parent: join(folder, 'parent.json'),
    hidden: join(folder, 'hidden'),
  }
}
