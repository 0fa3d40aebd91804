// One of many runs: watched, ended when it takes too long, begun anew where nothing was done.
import { timerMs } from '../drive/timer-ms.ts'
import type { QueryInput } from '../options.ts'
import { query, type Query } from '../query.ts'
import type { RunResult } from '../run-result.ts'
import type { ManyOptions, ManyRun } from './run-many.ts'

export interface Trying {
  index: number
  many: ManyOptions
  /** Stops all of them. */
  signal: AbortSignal
  /** Takes the result of every attempt. */
  attempts: RunResult[]
}

/** Milliseconds that a run has to come to its end when it is cancelled; then it is stopped where it stands. */
const graceMs = 10_000

type Attempt = Pick<ManyRun, 'result' | 'error' | 'stopped'> & { session: string | undefined }

export async function tryRun(input: QueryInput, trying: Trying): Promise<ManyRun> {
  const { index, many, signal, attempts } = trying
  const sessions: string[] = []
  for (let retries = many.retries ?? 0; ; retries -= 1) {
    const { session, ...attempt } = await attemptOf(input, trying)
    if (session !== undefined) sessions.push(session)
    if (attempt.result) attempts.push(attempt.result)
    if (retries <= 0 || signal.aborted || !mayTryAgain(input, attempt)) {
      return { index, ...attempt, sessions }
    }
  }
}

/** What is said to a session that there was is in it by then. */
function mayTryAgain(
  { options: { resume, continue: goesOn } = {} }: QueryInput,
  { result, stopped }: Omit<Attempt, 'session'>,
): boolean {
  if (resume !== undefined || goesOn || !result || result.hasActed) return false
  return result.reason === 'failed' || stopped === 'stall'
}

/** What somebody from outside brings a run to; it may as well have ended by itself just before. */
const endedBy = new Set<RunResult['reason']>(['stopped', 'cancelled', 'idle'])

async function attemptOf(input: QueryInput, { index, many, signal }: Trying): Promise<Attempt> {
  const own = input.options?.signal
  const stop = new AbortController()
  const wanted = own ? AbortSignal.any([signal, own]) : signal
  const stops = AbortSignal.any([wanted, stop.signal])
  const running = query({ ...input, options: { ...input.options, signal: stops } })
  const watch = watchRun(running, { many, giveUp: () => stop.abort('given up') })
  const attempt: Attempt = { session: undefined, result: null, error: null, stopped: null }
  try {
    for await (const event of running) {
      watch.heard()
      many.onEvent?.(event, index)
    }
    attempt.result = await running.result
  } catch (error) {
    attempt.error = error instanceof Error ? error : new Error(String(error))
  } finally {
    watch.end()
  }
  const session = await running.sessionId.catch(() => undefined)
  const isWhole = attempt.result !== null && !endedBy.has(attempt.result.reason)
  const stopped = watch.why() ?? (wanted.aborted ? 'signal' : null)
  return { ...attempt, session, stopped: isWhole ? null : stopped }
}

interface Watching {
  many: Pick<ManyOptions, 'timeoutMs' | 'stallMs'>
  giveUp(): void
}

/** Cancels a run that takes too long, or that nothing is heard of. */
function watchRun(running: Query, { many: { timeoutMs, stallMs }, giveUp }: Watching) {
  let why: 'timeout' | 'stall' | null = null
  let grace: NodeJS.Timeout | undefined
  const end = (reason: 'timeout' | 'stall', ms: number) => {
    if (why) return
    why = reason
    running.interrupt(`a ${reason} of ${ms} ms`).catch(giveUp)
    grace = setTimeout(giveUp, graceMs)
  }
  const total = timeoutMs && setTimeout(() => end('timeout', timeoutMs), timerMs(timeoutMs))
  const stall =
    stallMs === undefined ? undefined : setTimeout(() => end('stall', stallMs), timerMs(stallMs))
  return {
    heard: () => void stall?.refresh(),
    why: () => why,
    end() {
      for (const timer of [total, stall, grace]) clearTimeout(timer)
    },
  }
}
