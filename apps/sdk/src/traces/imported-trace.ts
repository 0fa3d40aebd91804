import { openSession, type SessionStore } from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import {
  draftsOfAtif,
  instructionsOfAtif,
  parseAtif,
  TraceError,
  type AtifTrajectory,
  type TimedDraft,
} from '@harness/traces'
import { SdkError } from '../sdk-error.ts'
import { openStore, type Store } from '../session/open-store.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { withFreshId } from '../session/with-fresh-id.ts'
import { redactorOf } from '../setup/redactor-of.ts'
import type { ImportedTrace, ImportTraceOptions } from './import-trace.ts'

export async function importedTrace(
  value: unknown,
  { name, title, cwd, ...options }: ImportTraceOptions,
): Promise<ImportedTrace> {
  try {
    const trajectory = parseAtif(value, name)
    const workspace = await openWorkspace(cwd)
    const store = await openStore(options)
    const about = { workspace, ...(title !== undefined && { title }) }
    const held = await withFreshId((id) => store.sessions.create(id))
    const subagents = await write(held, { trajectory, store, about }).catch(
      async (error: unknown) => {
        await store.remove?.(held.id)
        throw error
      },
    )
    const { agent, steps = [] } = trajectory
    return {
      session: held.id,
      subagents,
      agent: { name: agent.name, version: agent.version },
      steps: steps.length,
    }
  } catch (error) {
    if (!(error instanceof TraceError)) throw error
    throw new SdkError('bad_trajectory', error.message, { cause: error })
  }
}

interface Writing {
  trajectory: AtifTrajectory
  store: Store
  about: { workspace: string; title?: string; parent?: string }
}

/** One append: a session has all of it, or nothing. Answers the ids of its subagents, theirs included. */
async function write(
  held: SessionStore,
  { trajectory, store, about }: Writing,
): Promise<readonly string[]> {
  const { id, artifacts } = held
  const redactor = redactorOf(process.env, { home: store.tasks })
  const put = (text: string) => artifacts.put(Buffer.from(redactor.redact(text)))
  try {
    const told = instructionsOfAtif(trajectory)
    const named = { system: await put(told.system), toolset: await put(told.toolset) }
    const place = { session: id, ...about, ...named, now: systemRuntime.now() }
    const { drafts, subagents } = draftsOfAtif(trajectory, place)
    const session = await openSession(held, { runtime: runtimeOf(drafts), redactor })
    await session.append(drafts.map(({ draft }) => draft))
    await session.sync()
    const all: string[] = []
    for (const { session: childId, trajectory: child } of subagents) {
      const childHeld = await store.sessions.create(childId)
      const { workspace } = about
      const under = { workspace, parent: id }
      all.push(childId, ...(await write(childHeld, { trajectory: child, store, about: under })))
    }
    return all
  } finally {
    await held.close()
  }
}

/** Each event is given the time that is told of it: the log is written by its clock. */
function runtimeOf(drafts: readonly TimedDraft[]) {
  let next = 0
  return {
    ...systemRuntime,
    now: () => drafts[next++]?.at ?? systemRuntime.now(),
  }
}
