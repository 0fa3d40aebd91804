// What the kernel decides at every place of a log, beside what the log says. Owns: which decision a recorded event is, when
// a decision was owed, and what was left undone because a process died.
import {
  decide,
  evolve,
  initialState,
  outcomeOf,
  type Draft,
  type Event,
  type State,
} from '@harness/kernel'
import { unlike } from '../diff/unlike.ts'
import { roleOf, type Role } from './role-of.ts'

/** An event without its place: what was recorded, or what is decided. */
export interface Said {
  type: string
  cause: number | null
  data: unknown
}

/**
 * `changed` the decision recorded there is another one, `undecided` there was nothing to decide, `missing` the log went on
 * without it, `impossible` what is recorded settles, promotes or cancels nothing that is open, or its seq does not follow.
 */
export type DecisionFault = 'changed' | 'undecided' | 'missing' | 'impossible'

export interface Mismatch {
  kind: DecisionFault
  /** What should stand there; null for nothing, or for what nobody decides. */
  decided: Said | null
  /** The keys that lead to where the two part. */
  path: readonly string[]
}

/** How an event came to be written. */
export interface Taken {
  as: 'fact' | 'decision'
  /** What was decided before was not written to its end: it was decided again behind this seq. */
  anew?: number
  mismatch?: Mismatch
}

export class Decisions {
  #state: State = initialState
  /** What is decided and not yet seen. */
  #due: Draft[] = []
  /** The seq of the newest fact that it follows from. */
  #base = 0
  /** Where it may have been decided again, and nothing tells: what was written since names its own cause. */
  #restarts: number[] = []
  #last: Role = 'fact'
  /** Whether something due should have been written with what it follows from. */
  #isOwed = false

  /** The fold of all events taken. */
  get state(): State {
    return this.#state
  }

  /** Whether everything that was decided stands in the log. */
  get isDone(): boolean {
    return this.#due.length === 0
  }

  take(event: Event): Taken {
    const role = roleOf(event)
    const taken = this.#look(event, role)
    this.#state = evolve(this.#state, event)
    this.#last = taken.as === 'fact' ? role : 'decision'
    if (taken.as === 'fact' || taken.mismatch) this.#decide()
    return taken
  }

  #look(event: Event, role: Role): Taken {
    if (event.seq !== this.#state.seq + 1) return { as: 'fact', mismatch: impossible }
    if (role === 'decision' || role === 'either') {
      const found = this.#find(event)
      if (found) {
        this.#isOwed = false
        return found
      }
      if (role === 'decision') return { as: 'decision', mismatch: this.#against(event) }
    }
    return this.#fact(event, role)
  }

  /** Whether it is what is due, or what is decided where nothing more is known than what is written. */
  #find(event: Event): Taken | undefined {
    const [due] = this.#due
    if (due && !unlike(saidOf(event), decided(due, this.#base))) {
      this.#due.shift()
      if (due.cause === undefined) this.#restarts = []
      else this.#restarts.push(this.#state.seq)
      return { as: 'decision' }
    }
    const anew = this.#restarts.find((seq) => due && !unlike(saidOf(event), decided(due, seq)))
    return anew === undefined ? this.#findAnew(event) : this.#again(anew, this.#due.slice(1))
  }

  #findAnew(event: Event): Taken | undefined {
    const { seq } = this.#state
    if (this.#base === seq) return undefined
    const [first, ...rest] = decide(this.#state)
    if (!first || unlike(saidOf(event), decided(first, seq))) return undefined
    return this.#again(seq, rest)
  }

  #again(anew: number, due: Draft[]): Taken {
    this.#due = due
    this.#base = anew
    this.#restarts = []
    return { as: 'decision', anew }
  }

  #fact(event: Event, role: Role): Taken {
    const [due] = this.#due
    this.#isOwed = due !== undefined && (this.#isOwed || this.#last !== 'fact')
    if (!this.#fits(event)) return { as: 'fact', mismatch: impossible }
    // Whoever performs an effect has written all that was decided before.
    if (role !== 'outcome' || !due || !this.#isOwed) return { as: 'fact' }
    this.#isOwed = false
    return {
      as: 'fact',
      mismatch: { kind: 'missing', decided: decided(due, this.#base), path: [] },
    }
  }

  #against(event: Event): Mismatch {
    const [due] = this.#due
    if (!due) return { kind: 'undecided', decided: null, path: [] }
    const said = decided(due, this.#base)
    return {
      kind: 'changed',
      decided: said,
      path: unlike(saidOf(event), said)?.path ?? [],
    }
  }

  /** Whether what it settles, promotes or cancels is open. */
  #fits({ type, cause, data }: Event): boolean {
    const { open, tasks } = this.#state
    if (outcomes.has(type)) {
      return open.some((intent) => intent.seq === cause && outcomeOf[intent.type] === type)
    }
    if (type !== 'task.promoted' && type !== 'cancel.requested') return true
    const { task } = data
    if (task === undefined) return true
    if (type === 'task.promoted' && tasks.promoted.includes(task)) return false
    return open.some((intent) => intent.type === 'task.started' && intent.seq === task)
  }

  #decide(): void {
    this.#due = decide(this.#state)
    this.#base = this.#state.seq
    this.#restarts = []
  }
}

const impossible: Mismatch = { kind: 'impossible', decided: null, path: [] }

const outcomes: ReadonlySet<string> = new Set(Object.values(outcomeOf))

/** An event as a decision is compared. */
export const saidOf = ({ type, cause, data }: Pick<Event, 'type' | 'cause' | 'data'>): Said => ({
  type,
  cause,
  data,
})

const decided = ({ type, cause, data }: Draft, base: number): Said => ({
  type,
  cause: cause ?? base,
  data,
})
