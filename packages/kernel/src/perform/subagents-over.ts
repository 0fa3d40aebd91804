import { messagesOf } from '../conversation/conversation.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { textContent, type Content } from '../events/content.ts'
import { replyText } from '../events/reply.ts'
import type { SubagentSpec, TaskEnd } from '../events/task.ts'
import { configure, type Setup } from '../log/configure.ts'
import { openSession } from '../log/open-session.ts'
import type { Session } from '../log/session.ts'
import type { Sessions, SessionStore } from '../ports/sessions.ts'
import { usageView } from '../projections/usage.ts'
import { run } from '../run/run.ts'
import type { Host, Subagents } from './host.ts'

export interface SubagentOptions {
  sessions: Sessions
  /** What a subagent of this kind is to be, and what it is performed with. */
  child(spec: SubagentSpec): Child
}

interface Child {
  setup: Setup
  host: Host
  /** The folder it works in; left out when it has none. */
  workspace?: string
}

/** Subagents as sessions beside their parent's, named `<session>.<seq of the task>`. */
export const subagentsOver = ({ sessions, child }: SubagentOptions): Subagents => ({
  async run(id, spec, { signal }) {
    const made = child(spec)
    const { host } = made
    const store = await openOrCreate(sessions, id)
    try {
      const session = await openSession(store, { runtime: host.runtime })
      await prepare(session, { id, spec, child: made })
      return await drive(session, host, signal)
    } finally {
      await store.close()
    }
  },
})

async function openOrCreate(sessions: Sessions, id: string): Promise<SessionStore> {
  try {
    return await sessions.open(id)
  } catch (error) {
    if (error instanceof KernelError && error.code === 'session_not_found') {
      return sessions.create(id)
    }
    throw error
  }
}

/** What a crash left undone of a child's first events. */
async function prepare(
  session: Session,
  { id, spec, child }: { id: string; spec: SubagentSpec; child: Child },
): Promise<void> {
  const parent = id.slice(0, id.lastIndexOf('.'))
  if (session.state.seq === 0) {
    const { workspace } = child
    const data = { session: id, parent, ...(workspace === undefined ? {} : { workspace }) }
    await session.append([{ type: 'session.created', data }])
  }
  await configure(session, child.setup)
  const { run: runs, inputs } = session.state
  if (runs.active || runs.last || inputs.pending.length > 0) return
  const content = textContent(spec.prompt)
  await session.append([
    { type: 'input.received', data: { from: 'parent', mode: 'steer', content } },
  ])
}

async function drive(session: Session, host: Host, signal: AbortSignal): Promise<TaskEnd> {
  const stop = new AbortController()
  const told = () => {
    if (signal.reason !== 'cancel') return stop.abort(signal.reason)
    session
      .append([{ type: 'cancel.requested', data: { by: 'parent' } }])
      .catch((error: unknown) => stop.abort(error))
  }
  if (signal.aborted) told()
  else signal.addEventListener('abort', told, { once: true })
  try {
    await run(session, { host, signal: stop.signal })
  } finally {
    signal.removeEventListener('abort', told)
  }
  stop.signal.throwIfAborted()
  const { cost, ...usage } = usageView(session.state)
  return {
    kind: 'reported',
    session: session.id,
    reason: session.state.run.last?.reason ?? 'idle',
    content: await lastWords(session),
    usage,
    cost,
  }
}

async function lastWords(session: Session): Promise<Content> {
  const last = messagesOf(await session.conversation()).findLast(({ role }) => role === 'assistant')
  return textContent(last?.role === 'assistant' ? replyText(last.reply) : '')
}
