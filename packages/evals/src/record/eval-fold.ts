// What a run's log comes to. Owns: one case and repeat is scored once; a log that says it twice is refused.
import type { Event, Hash, SubjectEnd } from '@harness/kernel'
import { EvalsError } from '../evals-error.ts'
import type { CommandRecord } from './command-record.ts'
import { EvalBody } from './eval-event.ts'
import type { Grade } from './grade.ts'
import type { AttemptFacts, Verdict } from './verdict.ts'

type Data<Type extends EvalBody['type']> = Extract<EvalBody, { type: Type }>['data']

/** One try of one repeat of one case. Times in milliseconds since 1970. */
export interface AttemptState {
  case: string
  repeat: number
  try: number
  /** Below the run's folder. */
  folder: string
  /** The event that began it. */
  seq: number
  at: number
  /** When its newest event was written. */
  lastAt: number
  /** Milliseconds up to there, its verdict aside, in which a process drove it. */
  wallMs: number
  prepared: { setup: readonly CommandRecord[]; files: Hash; ms: number } | null
  rounds: AttemptRound[]
  observed: Hash | null
  grade: Grade | null
  scored: { verdict: Verdict; facts: AttemptFacts } | null
  broken: Omit<Data<'x.eval.attempt-broken'>, 'case' | 'repeat' | 'try' | 'cost'> | null
  /** US dollars that were spent for nothing, because it broke. */
  lostCost: number
}

export interface AttemptRound {
  end: SubjectEnd
  ms: number
  verification: CommandRecord | null
  restored: readonly string[]
}

/** What is over and what is open of a run. */
export interface EvalState {
  /** Null before the run has begun. */
  begun: Data<'x.eval.begun'> | null
  /** The seq of the newest event, and when it was written. */
  seq: number
  at: number
  startedAt: number
  /** Milliseconds in which a process drove it. */
  wallMs: number
  /** In the order in which they began. */
  attempts: AttemptState[]
  /** How the last process that drove it left it; null while one drives it, and after one died. */
  ended: Data<'x.eval.ended'> | null
}

/** Folds the events of a run's log, in order. */
export class EvalFold {
  readonly state: EvalState = {
    begun: null,
    seq: 0,
    at: 0,
    startedAt: 0,
    wallMs: 0,
    attempts: [],
    ended: null,
  }
  readonly #newest = new Map<string, AttemptState>()

  /** @throws EvalsError `bad_run` for an event that does not follow from those before it. */
  add(event: Event): void {
    const { state } = this
    const wasAt = state.at
    state.seq = event.seq
    state.at = event.at
    if (!event.type.startsWith('x.eval.')) return
    const parsed = EvalBody.safeParse({ type: event.type, data: event.data })
    if (!parsed.success) {
      throw new EvalsError(
        'bad_run',
        `Event ${event.seq} (${event.type}) of the run is not one of this version's: ${parsed.error.issues[0]?.message ?? ''}`,
        { cause: parsed.error },
      )
    }
    const passed = parsed.data.type === 'x.eval.driven' ? 0 : Math.max(0, event.at - wasAt)
    if (state.begun) state.wallMs += passed
    this.#apply(parsed.data, event)
  }

  #apply(body: EvalBody, event: Event): void {
    const { state } = this
    switch (body.type) {
      case 'x.eval.begun':
        state.begun = body.data
        state.startedAt = event.at
        return
      case 'x.eval.driven':
        state.ended = null
        for (const open of this.#newest.values()) open.lastAt = event.at
        return
      case 'x.eval.ended':
        state.ended = body.data
        return
      case 'x.eval.attempt-started':
        return this.#start(body.data, event)
      default: {
        const attempt = this.#attempt(body.data, event.seq)
        // The evidence of a verdict is the same before and after the verdict is written.
        if (body.type !== 'x.eval.attempt-scored') {
          attempt.wallMs += Math.max(0, event.at - attempt.lastAt)
        }
        attempt.lastAt = event.at
        fill(attempt, body)
      }
    }
  }

  #start({ case: id, repeat, try: number, folder }: Data<'x.eval.attempt-started'>, event: Event) {
    const before = this.newest(id, repeat)
    if (before && !before.broken) {
      throw new EvalsError(
        'bad_run',
        `Event ${event.seq} begins ${id} #${repeat} again, which is ${before.scored ? 'scored' : 'open'}.`,
      )
    }
    const attempt: AttemptState = {
      case: id,
      repeat,
      try: number,
      folder,
      seq: event.seq,
      at: event.at,
      lastAt: event.at,
      wallMs: 0,
      prepared: null,
      rounds: [],
      observed: null,
      grade: null,
      scored: null,
      broken: null,
      lostCost: 0,
    }
    this.state.attempts.push(attempt)
    this.#newest.set(keyOf(id, repeat), attempt)
  }

  /** The newest try of a repeat of a case. */
  newest(id: string, repeat: number): AttemptState | undefined {
    return this.#newest.get(keyOf(id, repeat))
  }

  #attempt(of: { case: string; repeat: number; try: number }, seq: number): AttemptState {
    const attempt = this.newest(of.case, of.repeat)
    if (attempt && attempt.try === of.try && !attempt.scored && !attempt.broken) return attempt
    throw new EvalsError(
      'bad_run',
      `Event ${seq} is about try ${of.try} of ${of.case} #${of.repeat}, which is not open.`,
    )
  }
}

const keyOf = (id: string, repeat: number) => `${id}\n${repeat}`

type AboutAttempt = Exclude<
  EvalBody,
  { type: 'x.eval.begun' | 'x.eval.driven' | 'x.eval.ended' | 'x.eval.attempt-started' }
>

function fill(attempt: AttemptState, body: AboutAttempt): void {
  switch (body.type) {
    case 'x.eval.attempt-prepared': {
      const { setup, files, ms } = body.data
      attempt.prepared = { setup, files, ms }
      return
    }
    case 'x.eval.round-ended': {
      const { end, ms } = body.data
      attempt.rounds.push({ end, ms, verification: null, restored: [] })
      return
    }
    case 'x.eval.round-verified': {
      const { command, restored, round } = body.data
      const found = attempt.rounds[round]
      if (found) Object.assign(found, { verification: command, restored })
      return
    }
    case 'x.eval.attempt-observed':
      attempt.observed = body.data.observed
      return
    case 'x.eval.attempt-graded':
      attempt.grade = body.data.grade
      return
    case 'x.eval.attempt-scored': {
      const { verdict, facts } = body.data
      attempt.scored = { verdict, facts }
      return
    }
    case 'x.eval.attempt-broken': {
      const { stage, code, message, cost } = body.data
      attempt.broken = { stage, code, message }
      attempt.lostCost = cost
    }
  }
}
