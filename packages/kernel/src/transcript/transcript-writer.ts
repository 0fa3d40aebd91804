import type { Hash } from '../events/hash.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import type { Redactor } from '../ports/redactor.ts'
import { bodyDelta } from './body-delta.ts'
import type { Exchange } from './exchange.ts'
import { TranscriptReader, type Told } from './transcript-reader.ts'
import type { Transcript } from './transcript.ts'

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
    const base = await this.#bodyAt(before)
    let body = base?.body ?? ''
    const kept = exchanges.map((exchange) => {
      const { request, response, ...rest } = exchange
      const sent = this.#clean(request.body)
      const delta = bodyDelta(sent, body)
      body = sent
      return {
        ...rest,
        request: { ...request, body: delta },
        ...(response && { response: { ...response, body: this.#clean(response.body) } }),
      }
    })
    const transcript: Transcript = { v: 1, ...(base && { base: base.hash }), exchanges: kept }
    const bytes = new TextEncoder().encode(JSON.stringify(transcript))
    const hash = await this.#artifacts.put(bytes, { durable: false })
    this.#newest = { hash, body }
    return hash
  }

  async #bodyAt(before: Hash | null): Promise<Told | null> {
    if (before === null) return null
    if (this.#newest?.hash === before) return this.#newest
    const exchanges = await new TranscriptReader(this.#artifacts).read(before)
    const body = exchanges?.at(-1)?.request.body
    return body === undefined ? null : { hash: before, body }
  }

  #clean(text: string): string {
    return this.#redactor?.redact(text) ?? text
  }
}
