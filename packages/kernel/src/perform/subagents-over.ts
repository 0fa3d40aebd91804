import { messagesOf } from '../conversation/conversation.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { textContent, type Content } from '../events/content.ts'
import type { Draft } from '../events/event.ts'
import { replyText } from '../events/reply.ts'
import type { SubagentSpec, TaskEnd } from '../events/task.ts'
import { configure, type Setup } from '../log/configure.ts'
import { drainInbox } from '../log/keep-draining.ts'
import { openSession } from '../log/open-session.ts'
import type { Session } from '../log/session.ts'
import { backgroundTasks } from '../next/waiting.ts'
import type { Redactor } from '../ports/redactor.ts'
import type { Sessions, SessionStore } from '../ports/sessions.ts'
import { usageView } from '../projections/usage.ts'
import { run } from '../run/run.ts'
import type { Host, Subagents } from './host.ts'
import { readDoings } from './read-doings.ts'

export interface SubagentOptions {
  sessions: Sessions
  /** What the subagent of the session `id` is to be, and what it is performed with. A rejection is its end. */
  child(spec: SubagentSpec, id: string, signal: AbortSignal): Child | Promise<Child>
}

/** How a child ended that could be asked. */
export type Reported = Extract<TaskEnd, { kind: 'reported' }>

export interface Child {
  setup: Setup
  host: Host
  /** Keeps secrets out of its log. */
  redactor?: Redactor
  /** The folder it works in; left out when it has none. */
  workspace?: string
  /** Called when it is about to be driven; the answered function when it is let go of. */
  attend?(session: Session): () => Promise<void>
  /** The last word on how it ended: what it leaves behind is handed over here. Called again after a crash. */
  conclude?(end: Reported): Promise<TaskEnd>
}

/** Subagents as sessions beside their parent's, named `<session>.<seq of the task>`. */
export const subagentsOver = ({ sessions, child }: SubagentOptions): Subagents => ({
  async run(id, spec, { signal }) {
    const made = await child(spec, id, signal)
    const { host, redactor } = made
    const store = await openOrCreate(sessions, id, () => host.runtime.sleep(heldMs, signal))
    try {
      const session = await openSession(store, {
        runtime: host.runtime,
        ...(redactor && { redactor }),
      })
      await prepare(session, { id, spec, child: made })
      const end = await drive(session, made, signal)
      return await concluded(end, made, signal)
    } finally {
      await store.close()
    }
  },
  read: (id, range) => readDoings(sessions, id, range),
})

/** How long somebody else may hold a child before it is looked at again: who speaks to it holds it for a moment. */
const heldMs = 200

async function openOrCreate(
  sessions: Sessions,
  id: string,
  wait: () => Promise<void>,
): Promise<SessionStore> {
  for (;;) {
    try {
      return await sessions.open(id)
    } catch (error) {
      const code = error instanceof KernelError ? error.code : undefined
      if (code === 'session_not_found') return sessions.create(id)
      if (code !== 'session_held') throw error
      await wait()
    }
  }
}

/** What cannot be handed over does not undo what was done. */
async function concluded(end: Reported, child: Child, signal: AbortSignal): Promise<TaskEnd> {
  try {
    return (await child.conclude?.(end)) ?? end
  } catch (error) {
    if (signal.aborted && signal.reason !== 'cancel') throw error
    const text = `[what it leaves behind could not be handed over: ${messageOf(error)}]`
    return { ...end, content: [...end.content, ...textContent(text)] }
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

async function drive(session: Session, child: Child, signal: AbortSignal): Promise<Reported> {
  const stop = new AbortController()
  const told = () => {
    if (signal.reason !== 'cancel') return stop.abort(signal.reason)
    session
      .append([{ type: 'cancel.requested', data: { by: 'parent' } }])
      .catch((error: unknown) => stop.abort(error))
  }
  // What was posted while nobody held it came first.
  await drainInbox(session)
  const leave = child.attend?.(session)
  if (signal.aborted) told()
  else signal.addEventListener('abort', told, { once: true })
  try {
    await run(session, { host: child.host, signal: stop.signal })
    await endCommands(session, child.host, stop.signal)
  } finally {
    signal.removeEventListener('abort', told)
    await leave?.()
  }
  stop.signal.throwIfAborted()
  const { cost, ...usage } = usageView(session.state)
  const priced = session.state.usage.cost
  return {
    kind: 'reported',
    session: session.id,
    reason: session.state.run.last?.reason ?? 'idle',
    content: await lastWords(session),
    usage,
    cost,
    ...(cost === null && { priced }),
  }
}

/** Nobody would be told of a command that goes on when its session has ended. */
async function endCommands(session: Session, host: Host, signal: AbortSignal): Promise<void> {
  const left = backgroundTasks(session.state)
  if (left.length === 0 || signal.aborted) return
  await session.append(
    left.map((task): Draft => ({ type: 'cancel.requested', data: { by: 'harness', task } })),
  )
  await run(session, { host, signal, waitFor: 'tasks' })
}

async function lastWords(session: Session): Promise<Content> {
  const messages = messagesOf(await session.conversation())
  const end = messages.at(-1)
  // Nothing was said after it: the tool that ended the run did.
  if (end?.role === 'tool' && session.state.run.last?.reason === 'done') return end.content
  const said = messages.flatMap((one) => (one.role === 'assistant' ? [replyText(one.reply)] : []))
  return textContent(said.findLast((text) => text.trim() !== '') ?? '')
}
