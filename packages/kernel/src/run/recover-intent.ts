// An open intent without anybody performing it: its process died. The table of what happens then.
import type { Draft } from '../events/event.ts'
import type { IntentEvent } from '../events/intent.ts'
import type { Host } from '../perform/host.ts'
import type { Session } from '../log/session.ts'
import { unfinished } from '../log/unfinished.ts'

/** The outcome of an orphan that must not be performed, or `perform` when it may (again). */
export async function recoverIntent(
  intent: IntentEvent,
  session: Session,
  host: Host,
): Promise<Draft | 'perform'> {
  switch (intent.type) {
    case 'model.started':
    case 'judge.started':
    case 'compaction.started':
      return unfinished(intent, 'lost')
    case 'tool.started':
      if (intent.data.effect === 'pure') return unfinished(intent, 'lost')
      return canRecover(intent, session, host) ? 'perform' : unfinished(intent, 'unknown')
    case 'task.started': {
      if (intent.data.spec.kind === 'subagent') return 'perform'
      const handle = { session: session.id, task: intent.seq, at: intent.at }
      const found = await host.commands?.probe(handle)
      return found === 'run' ? 'perform' : unfinished(intent, 'unknown')
    }
    case 'timer.started':
      return intent.data.purpose === 'deadline' ? lostDeadline(intent, session) : 'perform'
    case 'rewind.started':
      return unfinished(intent, 'unknown')
    case 'hook.started':
    case 'ask.opened':
      return 'perform'
  }
}

/** An idempotent tool can tell whether it was done, by what it found before. */
function canRecover(intent: IntentEvent, session: Session, host: Host): boolean {
  if (intent.type !== 'tool.started' || intent.data.effect !== 'idempotent') return false
  const call = session.state.calls.list.find((one) => one.id === intent.data.call)
  return host.tools.some((tool) => tool.name === call?.name && tool.recover !== undefined)
}

/** The time in which nobody drove does not count against the run; what was driven before does. */
const lostDeadline = (intent: IntentEvent, session: Session): Draft => ({
  type: 'timer.settled',
  cause: intent.seq,
  data: { kind: 'lost', waitedMs: Math.max(0, session.foundAt - intent.at) },
})
