import { KernelError } from '../errors/kernel-error.ts'
import type { Hash } from '../events/hash.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import { bodyOf } from './body-delta.ts'
import type { Exchange } from './exchange.ts'
import { Transcript } from './transcript.ts'

/** A transcript, and the last body that it tells. */
export interface Told {
  hash: Hash
  body: string
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
    const chain: Transcript[] = []
    const known = this.#newest
    let name: Hash | undefined = hash
    while (name !== undefined && (name !== known?.hash || chain.length === 0)) {
      const bytes = await this.#artifacts.get(name)
      if (!bytes) return undefined
      const transcript = parse(bytes, name)
      chain.push(transcript)
      name = transcript.base
    }
    let exchanges: Exchange[] = []
    let body = name === undefined ? '' : (known?.body ?? '')
    for (const transcript of chain.toReversed()) {
      exchanges = transcript.exchanges.map((kept) => {
        body = bodyOf(kept.request.body, body)
        return { ...kept, request: { ...kept.request, body } }
      })
    }
    this.#newest = { hash, body }
    return exchanges
  }
}

function parse(bytes: Uint8Array, name: Hash): Transcript {
  try {
    return Transcript.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    throw new KernelError('session_damaged', `artifact ${name} is no transcript`, { cause })
  }
}
