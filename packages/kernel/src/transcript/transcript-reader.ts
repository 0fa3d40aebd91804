import { KernelError } from '../errors/kernel-error.ts'
import type { Hash } from '../events/hash.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import { bodyOf, type BodyDelta } from './body-delta.ts'
import type { Exchange } from './exchange.ts'
import { Transcript } from './transcript.ts'

/** A transcript, and the last body that it tells. */
export interface Told {
  hash: Hash
  body: string
  /** How many stand before it. */
  depth: number
}

/**
 * Reads transcripts, every request whole. Each stands on the one before it: read in the order of the log, each costs what
 * is new in it.
 */
export class TranscriptReader {
  readonly #artifacts: Pick<Artifacts, 'get'>
  #newest: Told | null = null

  constructor(artifacts: Pick<Artifacts, 'get'>) {
    this.#artifacts = artifacts
  }

  /**
   * What went over the wire for one model call. Undefined when it, or one that it stands on, is gone: a power failure takes
   * what no disk was waited for. Rejects with `session_damaged` for what is no transcript.
   */
  async read(hash: Hash): Promise<Exchange[] | undefined> {
    const wanted = await this.#get(hash)
    if (!wanted) return undefined
    const before = await this.#bodyBefore(wanted)
    if (before === undefined) return undefined
    let body = before
    const exchanges = wanted.exchanges.map((kept) => {
      body = bodyOf(kept.request.body, body)
      return { ...kept, request: { ...kept.request, body } }
    })
    this.#newest = { hash, body, depth: wanted.depth }
    return exchanges
  }

  /** The one that was read last. */
  get newest(): Told | null {
    return this.#newest
  }

  /** The last body of the one that it stands on. Of those in between nothing is kept but what is new in their requests. */
  async #bodyBefore({ base }: Transcript): Promise<string | undefined> {
    const known = this.#newest
    const deltas: BodyDelta[][] = []
    let name = base
    while (name !== undefined && name !== known?.hash) {
      const transcript = await this.#get(name)
      if (!transcript) return undefined
      deltas.push(transcript.exchanges.map(({ request }) => request.body))
      name = transcript.base
    }
    const begin = name === undefined ? '' : (known?.body ?? '')
    return deltas
      .toReversed()
      .flat()
      .reduce((body, delta) => bodyOf(delta, body), begin)
  }

  async #get(name: Hash): Promise<Transcript | undefined> {
    const bytes = await this.#artifacts.get(name)
    return bytes && parse(bytes, name)
  }
}

function parse(bytes: Uint8Array, name: Hash): Transcript {
  try {
    return Transcript.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    throw new KernelError('session_damaged', `artifact ${name} is no transcript`, { cause })
  }
}
