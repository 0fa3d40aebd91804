import { setTimeout as sleep } from 'node:timers/promises'
import type { Ask, AskAnswer } from '@harness/sdk'

/** Asks that wait for somebody to answer them from outside, by session and call. */
export class OpenAsks {
  readonly #open = new Map<string, (answer: AskAnswer) => void>()
  #isOver = false

  /** For `onAsk`. */
  ask = (ask: Ask): Promise<AskAnswer> => {
    if (this.#isOver || ask.signal.aborted) return Promise.resolve(nobody)
    const { promise, resolve } = Promise.withResolvers<AskAnswer>()
    const key = keyOf(ask.sessionId, ask.callId)
    this.#open.set(key, resolve)
    ask.signal.addEventListener('abort', () => resolve(nobody), { once: true })
    return promise.finally(() => this.#open.delete(key))
  }

  /** Resolves to whether it was asked; who reads quickly may answer before it is. */
  async answer({ sessionId, callId }: Named, answer: AskAnswer): Promise<boolean> {
    const key = keyOf(sessionId, callId)
    for (let waited = 0; !this.#open.has(key); waited += stepMs) {
      if (waited >= patienceMs) return false
      await sleep(stepMs)
    }
    this.#open.get(key)?.(answer)
    return true
  }

  /** Nobody answers any more. */
  end(): void {
    this.#isOver = true
    for (const resolve of this.#open.values()) resolve(nobody)
  }
}

type Named = Pick<Ask, 'sessionId' | 'callId'>

const patienceMs = 1000
const stepMs = 10

const nobody: AskAnswer = { decision: 'deny', reason: 'Nobody is there to answer any more.' }

const keyOf = (sessionId: string, callId: string) => `${sessionId} ${callId}`
