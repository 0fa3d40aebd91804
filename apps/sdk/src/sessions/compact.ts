// What `compactSession` does. A session that is not idle is left alone: driving it would go on with its run.
import { evolve, initialState, type Event, type EventOf, type State } from '@harness/kernel'
import { conduct } from '../drive/conduct.ts'
import { knownReader } from '../session/known.ts'
import { openStore } from '../session/open-store.ts'
import { SdkError } from '../sdk-error.ts'
import type { Compacted, CompactOptions } from './compact-session.ts'
import { deliver } from './deliver.ts'

export async function compact(
  id: string,
  { focus, ...options }: CompactOptions,
): Promise<Compacted> {
  const data = focus === undefined ? {} : { focus }
  const posted = await deliver(id, [{ type: 'compaction.requested', data }], options)
  if (posted === 'delivered' || !isIdle(await stateOf(id, options))) return { kind: 'delivered' }
  const over = new AbortController()
  const { signal } = options
  let outcome = undone
  try {
    await conduct({
      input: { options: { ...options, resume: id } },
      signal: signal ? AbortSignal.any([signal, over.signal]) : over.signal,
      opened: (session) => {
        // What was posted before the request is in the log only now, and may have begun something.
        if (!isIdle(session.state)) {
          outcome = { kind: 'delivered' }
          over.abort('stop')
        }
        session.onAppend((events) => {
          const settled = newestOutcome(events)
          if (!settled) return
          outcome = settled
          over.abort('stop')
        })
      },
    })
  } catch (error) {
    // Whoever took it meanwhile found the request in it.
    if (error instanceof SdkError && error.code === 'session_held') return { kind: 'delivered' }
    throw error
  }
  return outcome
}

const undone: Compacted = { kind: 'failed', message: 'it was stopped before it was done' }

async function stateOf(id: string, options: CompactOptions): Promise<State> {
  const store = await openStore(options)
  const reader = await knownReader(store, id)
  let state = initialState
  for await (const event of reader.read(1)) state = evolve(state, event)
  return state
}

/** Whether driving it would do nothing but what is asked. Commands in the background go on by themselves. */
const isIdle = ({ run, inputs, open }: State): boolean =>
  !run.active &&
  !inputs.pending.some(({ wakes }) => wakes) &&
  !open.some((intent) => intent.type === 'task.started' && intent.data.spec.kind === 'subagent')

/** How the newest attempt among these ended; undefined where none did. */
export function newestOutcome(events: readonly Event[]): Compacted | undefined {
  const settled = events.findLast((event) => event.type === 'compaction.settled')
  return settled && outcomeOf(settled)
}

/** One that another process left behind is lost, and begun anew. */
function outcomeOf({ data }: EventOf<'compaction.settled'>): Compacted | undefined {
  switch (data.kind) {
    case 'compacted':
      return { kind: 'compacted', before: data.before ?? 0, after: data.after ?? 0 }
    case 'failed':
      return { kind: 'failed', message: data.message }
    case 'lost':
      return undefined
    default:
      return { kind: 'failed', message: `it was not finished (${data.kind})` }
  }
}
