import type { StreamEvent, UsageView } from '@harness/kernel'
import type { Options, QueryInput } from '../options.ts'
import type { RunResult } from '../run-result.ts'
import { sumOf } from './sum-of.ts'
import { tryRun } from './try-run.ts'

/** How many runs are done. */
export interface ManyOptions {
  /** Runs at once. Default: 4. */
  concurrency?: number
  /** For every run; what its own options say is stronger. */
  options?: Options
  /**
   * A folder in which each run has a home of its own, named by its number from `0` on: it shares no session, no
   * configuration and no index with the others. Of the user's own configuration `providers` count. The environment and the
   * folder to work in are each run's own by its options.
   */
  homes?: string
  /** Milliseconds of one run, from its beginning: one that takes longer is cancelled. */
  timeoutMs?: number
  /** Milliseconds without an event of one run: it is cancelled. */
  stallMs?: number
  /**
   * Times that a run which failed or stalled is begun anew, as a new session. Only one that has done nothing but read and
   * think, and that was to begin a session. Default: 0.
   */
  retries?: number
  /** Stops all runs where they stand, and begins no more. */
  signal?: AbortSignal
  /** Told of every event, with the number of its run. Must not throw. */
  onEvent?: (event: StreamEvent, index: number) => void
  /** Told of each run when it is over. Must not throw. */
  onEnd?: (run: ManyRun) => void
}

/** What became of one of many. */
export interface ManyRun {
  /** Its place in what was given, from 0 on. */
  index: number
  /** That of its last attempt; null when it could not begin, or broke. */
  result: RunResult | null
  /** What kept it from beginning, or broke it; null otherwise. */
  error: Error | null
  /** What ended it from outside: it took too long, nothing was heard of it, the signal. */
  stopped: 'timeout' | 'stall' | 'signal' | null
  /** The sessions of its attempts, in order. */
  sessions: string[]
}

/** What became of all of them. */
export interface ManyResult {
  /** Those that were begun, in the order given. */
  runs: ManyRun[]
  /** How many ended how: the reasons of results, and `error` for those without one, as when the signal came first. */
  reasons: Partial<Record<RunResult['reason'] | 'error', number>>
  turns: number
  /** Of all attempts that have a result. */
  usage: Omit<UsageView, 'cost'>
  /** US dollars; null when a price is unknown. */
  cost: number | null
  durationMs: number
}

const defaultConcurrency = 4

/**
 * Does many runs in this process, some of them at once, and answers when all are over. What a run does wrong is in what
 * became of it: this rejects for nothing but options that mean nothing, and for what reading `inputs` rejects with.
 */
export async function runMany(
  inputs: Iterable<QueryInput> | AsyncIterable<QueryInput>,
  many: ManyOptions = {},
): Promise<ManyResult> {
  const { isolated, requireManyOptions } = await import('./prepare-many.ts')
  await requireManyOptions(many)
  const began = performance.now()
  const given = await isolated(many)
  const broken = new AbortController()
  const signal = many.signal ? AbortSignal.any([many.signal, broken.signal]) : broken.signal
  const runs = new Map<number, ManyRun>()
  const attempts: RunResult[] = []
  const source = numbered(inputs, signal)
  const work = async () => {
    for await (const { index, input } of source.left) {
      const run = await tryRun(given(input, index), { index, many, signal, attempts })
      runs.set(index, run)
      many.onEnd?.(run)
    }
  }
  const workers = Array.from({ length: many.concurrency ?? defaultConcurrency }, () =>
    work().catch((error: unknown) => broken.abort(error)),
  )
  await Promise.all(workers)
  source.letGo()
  if (broken.signal.aborted) throw broken.signal.reason
  const inOrder = [...runs.values()].toSorted((one, other) => one.index - other.index)
  const durationMs = Math.round(performance.now() - began)
  return { runs: inOrder, ...sumOf(inOrder, attempts), durationMs }
}

/** One after the other, by whoever asks next, until the signal; nobody who leaves ends it for the others. */
function numbered(inputs: Iterable<QueryInput> | AsyncIterable<QueryInput>, signal: AbortSignal) {
  const all = (async function* () {
    let index = 0
    for await (const input of inputs) yield { index: index++, input }
  })()
  const done = { done: true, value: undefined } as const
  const waiting = new Set<() => void>()
  const end = () => {
    for (const leave of waiting) leave()
  }
  signal.addEventListener('abort', end)
  const next = async () => {
    if (signal.aborted) return done
    const left = Promise.withResolvers<typeof done>()
    const leave = () => left.resolve(done)
    waiting.add(leave)
    try {
      const read = await Promise.race([left.promise, all.next()])
      // What is read when the signal has fired is begun by nobody.
      return signal.aborted ? done : read
    } finally {
      waiting.delete(leave)
    }
  }
  return {
    left: { [Symbol.asyncIterator]: () => ({ next }) },
    /** A source that hangs is not waited for. */
    letGo() {
      signal.removeEventListener('abort', end)
      all.return().catch(() => undefined)
    },
  }
}
