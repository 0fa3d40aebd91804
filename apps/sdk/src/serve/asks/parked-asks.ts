import type { InputRequests } from '@modelcontextprotocol/server'
import { inputRequired } from '@modelcontextprotocol/server'
import type { Ask, AskAnswer } from '../../drive/ask.ts'
import { answerOf, deny } from './answer-of.ts'
import { formOf } from './form-of.ts'

interface Parked {
  ask: Ask
  settle(answer: AskAnswer): void
}

/** What a run asks between two requests of its client: since 2026-07-28 an ask is a result, its answer a further request. */
export class ParkedAsks {
  readonly #open = new Map<string, Parked>()
  #count = 0
  #opened = Promise.withResolvers<void>()

  /** The run's `onAsk`. */
  readonly ask = (ask: Ask): Promise<AskAnswer> => {
    const { promise, resolve } = Promise.withResolvers<AskAnswer>()
    const key = `ask-${(this.#count += 1)}`
    const settle = (answer: AskAnswer) => {
      if (!this.#open.delete(key)) return
      if (this.#open.size === 0) this.#opened = Promise.withResolvers()
      resolve(answer)
    }
    this.#open.set(key, { ask, settle })
    ask.signal.addEventListener('abort', () => settle(deny('It is not asked any more.')))
    this.#opened.resolve()
    return promise
  }

  /** Resolves while something is asked. */
  get opened(): Promise<void> {
    return this.#opened.promise
  }

  get isOpen(): boolean {
    return this.#open.size > 0
  }

  /** Everything that is asked now, for the client to show. */
  requests(): InputRequests {
    const forms = [...this.#open].map(([key, { ask }]) => [key, inputRequired.elicit(formOf(ask))])
    return Object.fromEntries(forms)
  }

  /** Takes what a client answers; what it does not speak of is asked again, and what was answered stays answered. */
  answer(responses: Readonly<Record<string, unknown>>): void {
    for (const [key, { ask, settle }] of this.#open) {
      if (Object.hasOwn(responses, key)) settle(answerOf(ask, responses[key]))
    }
  }
}
