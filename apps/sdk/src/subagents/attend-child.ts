import {
  StreamMapping,
  type Child,
  type LiveSink,
  type Session,
  type StreamEvent,
  type SubagentSpec,
} from '@harness/kernel'
import { answerAsks } from '../drive/answer-asks.ts'
import type { Attendance } from './attendance.ts'
import type { Kin } from './children-of.ts'

export interface Attending {
  spec: SubagentSpec
  parent: Session | undefined
  kin: Pick<Kin, 'live'>
  attendance: Attendance
}

/** A subagent is looked after as its parent is: the same person answers, and what it does joins the run's stream. */
export function attendChild({ spec, parent, kin, attendance }: Attending): {
  attend: NonNullable<Child['attend']>
  live: LiveSink
} {
  let mapping: StreamMapping | undefined
  const tell = (lines: readonly StreamEvent[]) => {
    const told = lines.filter(isForReaders)
    if (told.length > 0) attendance.lines(told)
  }
  return {
    live: (delta) => tell(mapping?.live(delta) ?? []),
    attend(session) {
      const task = Number(session.id.slice(session.id.lastIndexOf('.') + 1))
      const stream = new StreamMapping(session.state, {
        role: spec.role,
        callId: callOf(task, parent),
      })
      mapping = stream
      kin.live.set(session.id, session)
      const unfollow = session.onAppend((events) =>
        tell(events.flatMap((event) => stream.event(event))),
      )
      const stopAnswering = answerAsks(session, { ...attendance, agent: spec.role })
      return async () => {
        await stopAnswering()
        unfollow()
        kin.live.delete(session.id)
      }
    },
  }
}

/**
 * What it does, asks and costs. What it says is for its parent, and its beginnings and ends would be taken for the run's by
 * whoever reads no session ids.
 */
function isForReaders(line: StreamEvent): boolean {
  switch (line.type) {
    case 'session.start':
    case 'turn.start':
    case 'text.delta':
    case 'reasoning.delta':
    case 'run.end':
      return false
    case 'error':
      return line.recoverable
    default:
      return true
  }
}

function callOf(task: number, parent: Session | undefined): string {
  const intent = parent?.state.open.find(({ seq }) => seq === task)
  return intent?.type === 'task.started' ? intent.data.call : ''
}
