// The loop. It waits for exactly one thing: the log. What is posted from elsewhere becomes part of the log beside it.
import type { IntentEvent } from '../events/intent.ts'
import type { RunFinished } from '../events/run-finished.ts'
import { keepDraining } from '../log/keep-draining.ts'
import type { Facts, Session } from '../log/session.ts'
import { backgroundTasks } from '../next/waiting.ts'
import type { Host } from '../perform/host.ts'
import { wakes } from '../state/inputs.ts'
import type { State } from '../state/state.ts'
import { Effects } from './effects.ts'

export interface RunOptions {
  host: Host
  /** Stops driving: writes nothing, and the session goes on later where it stands. To cancel, append `cancel.requested`. */
  signal?: AbortSignal
  /** What to wait for beside the run itself: background subagents (default), or commands too. */
  waitFor?: 'nothing' | 'subagents' | 'tasks'
  /**
   * Settles an intent in the place of the loop, which writes what came of an effect as soon as it has it: for whoever knows
   * where in the log that stands. `facts` are what would be written. A rejection ends the run.
   */
  settle?: (intent: IntentEvent, facts: Facts) => Promise<unknown>
}

/** `finished` names how the last run ended; `idle`: there was nothing to do; `stopped` by the signal. */
export type RunEnd = { background: readonly number[] } & (
  | ({ kind: 'finished' } & Pick<RunFinished, 'reason' | 'limit' | 'message' | 'unconfirmed'>)
  | { kind: 'idle' | 'stopped' }
)

/**
 * Drives a session, and drains its inbox, until it is idle and everything written is durable. Rejects with a
 * `KernelError` when the store breaks; what a provider, a tool or a person does never rejects, it is in the log.
 */
export async function run(session: Session, options: RunOptions): Promise<RunEnd> {
  let finished: RunFinished | undefined
  const unfollow = session.onAppend((events) => {
    for (const event of events) if (event.type === 'run.finished') finished = event.data
  })
  try {
    // What is posted while the last drain goes on, or ends while it is let go of, may wake the session once more.
    do await driveAndDrain(session, options)
    while (!options.signal?.aborted && isBusy(session.state))
  } finally {
    unfollow()
  }
  await session.sync()
  const background = backgroundTasks(session.state)
  if (options.signal?.aborted) return { kind: 'stopped', background }
  return finished ? { kind: 'finished', ...finished, background } : { kind: 'idle', background }
}

async function driveAndDrain(session: Session, options: RunOptions): Promise<void> {
  const end = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, end.signal]) : end.signal
  const broken = (error: unknown) =>
    end.abort(new Broken('the session is broken', { cause: error }))
  const idle = new AbortController()
  const draining = keepDraining(session, { idle: idle.signal, stop: signal }).catch(broken)
  const effects = new Effects(session, { ...options, broken })
  try {
    await loop(session, { effects, signal, waitFor: options.waitFor ?? 'subagents' })
  } finally {
    idle.abort('idle')
    await effects.stop()
    await draining
  }
  if (end.signal.reason instanceof Broken) throw end.signal.reason.cause
}

interface Loop {
  effects: Effects
  signal: AbortSignal
  waitFor: NonNullable<RunOptions['waitFor']>
}

async function loop(session: Session, { effects, signal, waitFor }: Loop): Promise<void> {
  while (!signal.aborted) {
    await session.advance()
    const { state } = session
    effects.follow()
    if (!isBusy(state) && !waits(state, waitFor)) return
    await session.moved(state.seq, signal).catch(() => undefined)
  }
}

/** Whether the loop has something to do, or waits for what it does. */
const isBusy = (state: State): boolean =>
  state.run.active ||
  wakes(state) ||
  state.compaction.asked !== null ||
  state.open.some(({ type }) => type === 'compaction.started' || type === 'hook.started')

const waits = ({ open }: State, waitFor: Loop['waitFor']) =>
  waitFor !== 'nothing' &&
  open.some(
    (intent) =>
      intent.type === 'task.started' &&
      (waitFor === 'tasks' || intent.data.spec.kind === 'subagent'),
  )

/** Carries what broke the session through an abort. */
class Broken extends Error {}
