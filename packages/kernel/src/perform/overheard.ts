import { KernelError } from '../errors/kernel-error.ts'
import type { Hash } from '../events/hash.ts'
import type { Session } from '../log/session.ts'
import type { ModelDelta } from '../ports/provider.ts'
import type { Exchange } from '../transcript/exchange.ts'
import { withholdSecrets } from './withhold-secrets.ts'

/** What is taken down of an effect's model calls: what went over the wire, and the pieces of what was said. */
export class Overheard {
  readonly #exchanges: Exchange[] = []
  /** By the part that they belong to: parts may come at the same time. */
  readonly #said = new Map<string, string[]>()

  readonly record = (exchange: Exchange): void => void this.#exchanges.push(exchange)

  hear(delta: ModelDelta): void {
    const part = `${delta.type} ${delta.index}`
    const pieces = this.#said.get(part) ?? []
    pieces.push(delta.type === 'call' ? delta.input : delta.text)
    this.#said.set(part, pieces)
  }

  /** Writes it as the session's next transcript, if there is any. */
  async keep(session: Session): Promise<{ transcript?: Hash }> {
    if (this.#exchanges.length === 0) return {}
    const clean = withholdSecrets(this.#exchanges, [...this.#said.values()], session.redactor)
    try {
      return { transcript: await session.transcripts.write(clean, session.state.transcript) }
    } catch (error) {
      // What was paid for is worth more than how it went: a store that cannot write fails at the outcome, too.
      if (error instanceof KernelError) return {}
      throw error
    }
  }
}
