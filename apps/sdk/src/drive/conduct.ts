// One query from its options to its result: open the session, set it up, drive it, let go of it.
import {
  drainInbox,
  run,
  StreamMapping,
  type Content,
  type Event,
  type LiveDelta,
  type Session,
  type StreamEvent,
} from '@harness/kernel'
import type { QueryInput } from '../options.ts'
import type { RunResult } from '../run-result.ts'
import type { Attendance } from '../subagents/attendance.ts'
import { openWorld, type World } from '../setup/open-world.ts'
import { answerAsks } from './answer-asks.ts'
import { tellEnd, tellStart } from './tell-hooks.ts'
import { RunRecord } from './run-record.ts'

export interface Conducting {
  input: QueryInput
  /** Whether the prompt is that of a client of the harness, and not of who started it. */
  isForeign?: boolean
  /** Ends the run without writing anything. */
  signal: AbortSignal
  /** Called once, when the session is held, set up, and has its prompt. */
  opened?(session: Session): void
  /** Takes the stream as it comes. */
  lines?(lines: readonly StreamEvent[]): void
}

/** Resolves when the session is idle, or stopped, and let go of. Rejects with what kept it from beginning, or broke it. */
export async function conduct(conducting: Conducting): Promise<RunResult> {
  const { prompt, options = {} } = conducting.input
  const world = await openWorld(options, { prompt, areForeign: conducting.isForeign })
  try {
    return await conductOpen(world, conducting)
  } finally {
    await world.close()
  }
}

async function conductOpen(world: World, conducting: Conducting): Promise<RunResult> {
  const { session, runtime, task } = world
  const { options } = conducting.input
  const began = runtime.monotonic()
  const record = new RunRecord(session.state)
  const live = follow(session, record, conducting)
  const broken = new AbortController()
  const signal = AbortSignal.any([conducting.signal, broken.signal])
  // What was posted while nobody held the session came first.
  await drainInbox(session)
  await tellStart(session, world.source)
  if (task !== undefined) await say(session, task)
  conducting.opened?.(session)
  const attendance: Attendance = {
    ask: options?.onAsk,
    policy: world.policy,
    keeper: world.keeper,
    onNotice: options?.onNotice,
    lines: (lines) => conducting.lines?.(lines),
    broken: (error) => broken.abort(error),
  }
  const stopAnswering = answerAsks(session, attendance)
  const subagents = world.subagents(attendance)
  const host = world.host({ live: live.delta, subagents })
  try {
    const end = await tellEnd(session, await run(session, { host, signal }), { host, signal })
    if (broken.signal.aborted) throw broken.signal.reason
    return record.result(session.state, end, runtime.monotonic() - began)
  } finally {
    await stopAnswering()
    live.stop()
  }
}

const say = (session: Session, content: Content) =>
  session.append([
    {
      type: 'input.received',
      data: { from: 'person', mode: 'steer', content },
    },
  ])

/** Turns what is appended and what happens live into the public stream, in order. */
function follow(session: Session, record: RunRecord, { lines }: Conducting) {
  const mapping = new StreamMapping(session.state)
  const pass = (fresh: readonly StreamEvent[]) => {
    for (const line of fresh) record.line(line)
    lines?.(fresh)
  }
  const stop = session.onAppend((events: readonly Event[]) => {
    for (const event of events) {
      record.event(event)
      pass(mapping.event(event))
    }
  })
  return { stop, delta: (delta: LiveDelta) => pass(mapping.live(delta)) }
}
