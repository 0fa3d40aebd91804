// Which attempts are under way, and when another one begins.
import type { AttemptState } from '../../record/eval-fold.ts'
import type { AttemptWorld } from '../attempt/attempt-world.ts'
import { forgetTexts } from '../attempt/forget-texts.ts'
import { runAttempt, type AttemptJob } from '../attempt/run-attempt.ts'
import { isOpen } from './jobs-of.ts'
import { Watched, type Onlooker } from './onlooker.ts'
import { Spending } from './spending.ts'
import { Throttle } from './throttle.ts'

/** Codes of faults that say that there may have been too much at once: `retryable_429` of the model port, an endpoint's own. */
const overrun = /^(?:retryable|rate_limited|overloaded|429|503|529)(?:_|$)/u

const lookEveryMs = 1000

interface Going {
  jobs: AttemptJob[]
  spending: Spending
  throttle: Throttle
  onlooker: Onlooker
  running: Set<Promise<void>>
  /** Jobs that are over. */
  over: number
  /** Told that nobody knows what an attempt has cost. */
  unpriced(): void
  /** What ends the run: a stop, or a log that cannot be written. */
  end(error: unknown): void
}

/** Why the jobs were left: all are done, the money is spent, or the run was stopped. */
export type JobsEnd = 'finished' | 'cost' | 'stopped'

/** Does what is to be done. Rejects with a `LogFault`, when nothing is under way any more. */
export async function runJobs(
  world: AttemptWorld,
  jobs: readonly AttemptJob[],
  { end, onlooker }: Pick<Going, 'end' | 'onlooker'>,
): Promise<JobsEnd> {
  const { options, log } = world
  const { concurrency = 4, runtime, maxCost = Infinity } = options
  const throttle = new Throttle(Math.max(1, concurrency), runtime, (now, why) =>
    world.onNews({ kind: 'concurrency', now, why }),
  )
  const spending = new Spending(maxCost)
  for (const state of log.state.attempts) {
    if (isOpen(state)) continue
    spending.add(state)
    forgetTexts(state)
  }
  const running = new Set<Promise<void>>()
  const unpriced = tellOnce(world)
  const going = {
    jobs: [...jobs].toReversed(),
    spending,
    throttle,
    onlooker,
    running,
    over: 0,
    unpriced,
    end,
  }
  const idle = new AbortController()
  const looking = lookOn(world, going, idle.signal)
  while (going.jobs.length > 0 || running.size > 0) {
    while (mayBegin(world, going)) begin(world, going)
    onlooker.look(shown(throttle))
    if (running.size === 0) break
    await Promise.race(running)
  }
  idle.abort()
  await looking
  onlooker.look(shown(throttle), { now: true })
  if (going.over === jobs.length) return 'finished'
  return world.stop.aborted ? 'stopped' : 'cost'
}

/** A bound of what is spent that cannot be kept is told once. */
function tellOnce({ options: { maxCost }, onNews }: AttemptWorld): () => void {
  let isTold = maxCost === undefined
  return () => {
    if (isTold) return
    isTold = true
    const text = `No more than ${maxCost} US dollars is to be spent, but what this model costs is not known.`
    onNews({ kind: 'notice', text })
  }
}

/** Tells where the run stands also while nothing ends. */
async function lookOn(
  { options: { runtime, onProgress } }: AttemptWorld,
  { onlooker, throttle }: Going,
  idle: AbortSignal,
): Promise<void> {
  if (!onProgress) return
  while (!idle.aborted) {
    onlooker.look(shown(throttle))
    await runtime.sleep(lookEveryMs, idle).catch(() => undefined)
  }
}

const shown = ({ now, most }: Throttle) => ({ now, most })

function mayBegin({ stop, log }: AttemptWorld, going: Going): boolean {
  const next = going.jobs.at(-1)
  if (!next || stop.aborted || going.running.size >= going.throttle.now) return false
  // What has begun is brought to its end.
  if (isOpen(log.newest(next.case.id, next.repeat))) return true
  const ongoing = [...going.onlooker.running].map(({ spent }) => spent)
  // Those that have just begun have no onlooker yet.
  while (ongoing.length < going.running.size) ongoing.push(nothing)
  return going.spending.allows(ongoing, next.case.limits.cost ?? 0)
}

const nothing = { turns: 0, tokens: 0, cost: 0 }

function begin(world: AttemptWorld, going: Going): void {
  const job = going.jobs.pop()
  if (!job) return
  const done = work(world, going, job)
    .catch((error: unknown) => going.end(error))
    .finally(() => going.running.delete(done))
  going.running.add(done)
}

async function work(world: AttemptWorld, going: Going, job: AttemptJob): Promise<void> {
  const { onlooker, throttle } = going
  const { runtime } = world.options
  const from = runtime.monotonic()
  let watched: Watched | undefined
  let wasHeld = false
  const held = () => {
    wasHeld = true
    throttle.heldBack()
  }
  const leave = () => watched && onlooker.running.delete(watched)
  const watch = (state: AttemptState) => {
    leave()
    if (watched) close(going, watched.state)
    watched = new Watched(state, from, (news) => {
      if (news.kind === 'held_back') held()
      onlooker.look(shown(throttle))
    })
    onlooker.running.add(watched)
    return watched
  }
  try {
    const state = await runAttempt(world, job, watch)
    if (overrun.test(state.broken?.code ?? '')) held()
    if (state.scored?.facts.cost === null) going.unpriced()
    onlooker.add(state, runtime.monotonic() - from)
    close(going, state)
    going.over += 1
    throttle.ended({ quiet: !wasHeld })
  } finally {
    leave()
  }
}

/** A try is over. */
function close({ spending }: Going, state: AttemptState): void {
  spending.add(state)
  forgetTexts(state)
}
