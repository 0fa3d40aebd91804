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
import { openWorkspace } from './open-workspace.ts'
import type { Target } from './target.ts'

export interface Beginning {
  target: Target
  options: Pick<Options, 'cwd' | 'title'>
  /** Keeps secrets out of the log. */
  redactor: Redactor
  /** The folder of this process's choice, a real path. */
  workspace: string
}

/** Opens the log of a held session. A new one says what it is; an old one works where it always did. */
export async function beginSession(
  held: SessionStore,
  { target, options, workspace, redactor }: Beginning,
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
  if (title !== undefined) await session.append([{ type: 'session.renamed', data: { title } }])
  return session
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
