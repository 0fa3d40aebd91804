import {
  KernelError,
  openSession,
  type Redactor,
  type Session,
  type SessionStore,
} from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import { performRewind, type Rewinding } from '../sessions/rewind/perform-rewind.ts'
import { openWorkspace } from './open-workspace.ts'
import type { Target } from './target.ts'

export interface Beginning {
  target: Target
  options: Pick<Options, 'cwd' | 'title'>
  /** Keeps secrets out of the log. */
  redactor: Redactor
  /** The folder of this process's choice, a real path. */
  workspace: string
  /** What is put back first. */
  restoring?: Rewinding | undefined
}

/** Opens the log of a held session. A new one says what it is; an old one works where it always did. */
export async function beginSession(
  held: SessionStore,
  { target, options, workspace, redactor, restoring }: Beginning,
): Promise<Session> {
  const session = await openSession(held, { runtime: systemRuntime, redactor })
  const { title } = options
  if (target.kind === 'new') {
    const data = { session: held.id, workspace, ...(title === undefined ? {} : { title }) }
    await session.append([{ type: 'session.created', data }])
    return session
  }
  requireBegun(session)
  await requireWorkspace(session, options.cwd === undefined ? undefined : workspace)
  if (restoring) await restore(session, restoring)
  if (title !== undefined) await session.append([{ type: 'session.renamed', data: { title } }])
  return session
}

/** What came between is told, and the session stays, as it says what was done. */
async function restore(session: Session, restoring: Rewinding): Promise<void> {
  if (restoring.changes.length === 0 && restoring.folders.length === 0) return
  const end = await performRewind(session, restoring)
  if (end.kind !== 'failed') return
  throw new SdkError('files_changed', `Not all files were put back: ${end.message}`, {
    session: session.id,
  })
}

/** Throws `session_damaged` for a session without an event. */
export function requireBegun({ id, state }: Session): void {
  if (state.seq > 0) return
  throw new KernelError(
    'session_damaged',
    `The log of session ${id} is empty: it was never begun, or somebody emptied it. Start a new session.`,
  )
}

async function requireWorkspace(session: Session, wanted: string | undefined): Promise<void> {
  const { workspace } = session.state.identity
  if (workspace === null) return
  if (wanted !== undefined && wanted !== workspace) {
    throw new SdkError(
      'bad_workspace',
      `Session ${session.id} works in ${workspace}, not in ${wanted}: leave the folder out, or start a new session.`,
    )
  }
  await openWorkspace(workspace)
}
