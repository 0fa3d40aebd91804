import { KernelError } from '../errors/kernel-error.ts'
import type { Hash } from '../events/hash.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import type { Redactor } from '../ports/redactor.ts'
import { bodyDelta } from './body-delta.ts'
import type { Exchange } from './exchange.ts'
import { TranscriptReader, type Told } from './transcript-reader.ts'
import type { Transcript } from './transcript.ts'

type Answer = NonNullable<Exchange['response']>

/** After so many one stands alone again, so that none costs more to read. */
const mostDepth = 256

/**
 * Writes the transcripts of a session, each as what is new after the one before: a session sends its whole history every
 * turn, and a hundred turns cost the sum of what was new in each.
 */
export class TranscriptWriter {
  readonly #artifacts: Artifacts
  readonly #redactor: Redactor | undefined
  /** The newest one, and the last body it tells. */
  #newest: Told | null = null

  constructor(artifacts: Artifacts, redactor: Redactor | undefined) {
    this.#artifacts = artifacts
    this.#redactor = redactor
  }

  /** @param before The transcript of the model call before, null where there is none. */
  async write(exchanges: readonly Exchange[], before: Hash | null): Promise<Hash> {
    const base = await this.#baseAt(before)
    let body = base?.body ?? ''
    const kept = exchanges.map((exchange) => {
      const { request, response, ...rest } = exchange
      const sent = this.#clean(request.body)
      const delta = bodyDelta(sent, body)
      body = sent
      return {
        ...rest,
        request: { ...request, body: delta },
        ...(response && { response: this.#cleanAnswer(response) }),
      }
    })
    const depth = base ? base.depth + 1 : 0
    const transcript: Transcript = {
      v: 1,
      depth,
      ...(base && { base: base.hash }),
      exchanges: kept,
    }
    const bytes = new TextEncoder().encode(JSON.stringify(transcript))
    const hash = await this.#artifacts.put(bytes, { durable: false })
    this.#newest = { hash, body, depth }
    return hash
  }

  /** What the next one stands on: nothing where there is none, where it cannot be read, or after many. */
  async #baseAt(before: Hash | null): Promise<Told | null> {
    if (before === null) return null
    if (this.#newest?.hash !== before) this.#newest = await this.#found(before)
    return this.#newest && this.#newest.depth + 1 < mostDepth ? this.#newest : null
  }

  async #found(hash: Hash): Promise<Told | null> {
    try {
      const reader = new TranscriptReader(this.#artifacts)
      await reader.read(hash)
      return reader.newest
    } catch (error) {
      if (error instanceof KernelError) return null
      throw error
    }
  }

  #cleanAnswer(response: Answer): Answer {
    const { body, encoding, ...rest } = response
    if (encoding === undefined) return { ...rest, body: this.#clean(body) }
    // A secret stands in bytes as it does in text.
    const isClean = this.#clean(atob(body)) === atob(body)
    return isClean ? response : { ...rest, body: '', isWhole: false }
  }

  #clean(text: string): string {
    return this.#redactor?.redact(text) ?? text
  }
}
