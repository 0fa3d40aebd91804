// Drives an open session: one run at a time, with whoever answers and reads beside it.
import {
  drainInbox,
  run,
  StreamMapping,
  type Content,
  type Event,
  type LiveDelta,
  type RunOptions,
  type Session,
  type StreamEvent,
} from '@harness/kernel'
import type { Options } from '../options.ts'
import type { RunResult } from '../run-result.ts'
import type { World } from '../setup/world.ts'
import type { Attendance } from '../subagents/attendance.ts'
import { answerAsks } from './answer-asks.ts'
import { gateOf } from './ask-program.ts'
import { RunRecord } from './run-record.ts'
import { tellEnd, tellOver, tellStart, type Ending } from './tell-hooks.ts'

export interface Driving {
  /** Who answers. */
  options: Pick<Options, 'onAsk' | 'canUseTool' | 'canUseToolTimeoutMs' | 'onNotice'>
  /** What is said; without it the session goes on with what it has. */
  say?: Content | undefined
  /** Ends the run without writing anything. */
  signal: AbortSignal
  /** The first of this process, the last: hooks hear of the session's start and end. */
  isFirst?: boolean
  isLast?: boolean
  waitFor?: RunOptions['waitFor']
  /** Called once, when what is said stands in the log. */
  opened?(session: Session): void
  /** Takes the stream as it comes. */
  lines?(lines: readonly StreamEvent[]): void
}

/** Resolves when the session is idle, or stopped. Rejects with what broke it. */
export async function drive(world: World, driving: Driving): Promise<RunResult> {
  const { session, runtime } = world
  const { isLast, waitFor } = driving
  const began = runtime.monotonic()
  const record = new RunRecord(session.state)
  const end = await attended(world, { ...driving, record }, async (ending) => {
    const ended = await run(session, { ...ending, ...(waitFor && { waitFor }) })
    return isLast ? tellEnd(session, ended, ending) : ended
  })
  return record.result(session.state, end, runtime.monotonic() - began)
}

/** Hooks hear that the session is let go of. Rejects with what broke it. */
export const takeLeave = (world: World, driving: Driving, reason: string) =>
  attended(world, driving, (ending) => tellOver(world.session, reason, ending))

/** Does something with the session while its asks are answered, its subagents looked after and its stream is read. */
async function attended<T>(
  world: World,
  driving: Driving & { record?: RunRecord },
  act: (ending: Ending) => Promise<T>,
): Promise<T> {
  const { session } = world
  const { say, isFirst } = driving
  const live = follow(session, driving)
  const broken = new AbortController()
  const signal = AbortSignal.any([driving.signal, broken.signal])
  const attendance = attendanceOf(world, driving, broken)
  let stopAnswering: (() => Promise<void>) | undefined
  try {
    // What was posted while nobody held the session came first.
    await drainInbox(session)
    if (isFirst) await tellStart(session, world.source)
    if (say !== undefined) await append(session, say)
    driving.opened?.(session)
    stopAnswering = answerAsks(session, attendance)
    const host = world.host({ live: live.delta, subagents: world.subagents(attendance) })
    const done = await act({ host, signal })
    if (broken.signal.aborted) throw broken.signal.reason
    return done
  } finally {
    await stopAnswering?.()
    live.stop()
  }
}

const append = (session: Session, content: Content) =>
  session.append([{ type: 'input.received', data: { from: 'person', mode: 'steer', content } }])

const attendanceOf = (
  { policy, keeper }: World,
  { options, lines }: Driving,
  broken: AbortController,
): Attendance => ({
  ask: options.onAsk,
  gate: gateOf(options),
  policy,
  keeper,
  onNotice: options.onNotice,
  lines: (told) => lines?.(told),
  broken: (error) => broken.abort(error),
})

/** Turns what is appended and what happens live into the public stream, in order. */
function follow(
  session: Session,
  { record, lines }: Pick<Driving, 'lines'> & { record?: RunRecord },
) {
  const mapping = new StreamMapping(session.state)
  const pass = (fresh: readonly StreamEvent[]) => {
    for (const line of fresh) record?.line(line)
    lines?.(fresh)
  }
  const stop = session.onAppend((events: readonly Event[]) => {
    for (const event of events) {
      record?.event(event)
      pass(mapping.event(event))
    }
  })
  return { stop, delta: (delta: LiveDelta) => pass(mapping.live(delta)) }
}
