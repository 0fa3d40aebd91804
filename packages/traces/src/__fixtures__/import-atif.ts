import { memorySessions, openSession, type Sessions } from '@harness/kernel'
import { draftsOfAtif, instructionsOfAtif, type AtifTrajectory } from '../index.ts'
import { readRun, type EventfulRun } from './eventful-run.ts'

/** A trajectory as sessions in memory, read back. */
export async function importAtif(trajectory: AtifTrajectory): Promise<EventfulRun> {
  const sessions = memorySessions()
  await write(sessions, trajectory, { session: 'read' })
  return readRun(sessions, 'read')
}

async function write(
  sessions: Sessions,
  trajectory: AtifTrajectory,
  place: { session: string; parent?: string },
): Promise<void> {
  const store = await sessions.create(place.session)
  const { system, toolset } = instructionsOfAtif(trajectory)
  const put = (text: string) => store.artifacts.put(new TextEncoder().encode(text))
  const named = { system: await put(system), toolset: await put(toolset) }
  const { drafts, subagents } = draftsOfAtif(trajectory, { ...place, ...named, now: 1000 })
  const times = drafts.map(({ at }) => at)
  const runtime = {
    now: () => times.shift() ?? 0,
    monotonic: () => 0,
    random: () => 0,
    sleep: async () => {},
  }
  const session = await openSession(store, { runtime })
  await session.append(drafts.map(({ draft }) => draft))
  await store.close()
  for (const one of subagents) {
    await write(sessions, one.trajectory, { session: one.session, parent: place.session })
  }
}

/** Without what says nothing: null, and what is left out is the same. */
export function saying(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(saying)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([key, one]) =>
    one === null || one === undefined || (key === 'message' && one === '')
      ? []
      : [[key, saying(one)]],
  )
  return Object.fromEntries(entries)
}
