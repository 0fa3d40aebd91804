import {
  StreamMapping,
  type Child,
  type LiveSink,
  type Session,
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

/** A subagent is looked after as its parent is: the same person answers, its stream joins the run's. */
export function attendChild({ spec, parent, kin, attendance }: Attending): {
  attend: NonNullable<Child['attend']>
  live: LiveSink
} {
  let mapping: StreamMapping | undefined
  return {
    live: (delta) => mapping && attendance.lines(mapping.live(delta)),
    attend(session) {
      const task = Number(session.id.slice(session.id.lastIndexOf('.') + 1))
      const stream = new StreamMapping(session.state, {
        role: spec.role,
        callId: callOf(task, parent),
      })
      mapping = stream
      kin.live.set(session.id, session)
      const unfollow = session.onAppend((events) =>
        attendance.lines(events.flatMap((event) => stream.event(event))),
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

function callOf(task: number, parent: Session | undefined): string {
  const intent = parent?.state.open.find(({ seq }) => seq === task)
  return intent?.type === 'task.started' ? intent.data.call : ''
}
