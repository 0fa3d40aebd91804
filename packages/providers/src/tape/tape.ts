import { createHash } from 'node:crypto'

import { Exchange } from '@harness/kernel'
import { z } from 'zod'
import { ProvidersError } from '../providers-error.ts'
import { firstDifference, sharedLength } from './first-difference.ts'
import { playExchange } from './play-exchange.ts'

/** A request that the tape does not have. */
export interface TapeMiss {
  /** `sha256:` and the digest of the request's body. */
  hash: string
  /** What differs from the nearest recorded request, or that it was asked more often than recorded. */
  message: string
  /** The recorded request that is most like it; none where it was recorded, or nothing was. */
  nearest?: Exchange
}

/**
 * Recorded exchanges in place of a network: give `fetch` to any provider, and no socket is opened. A request is found by
 * the hash of its body and by how often it was asked, never by its order; hosts, paths and headers do not matter. One that
 * is not there is answered with status 410 and what differs, which a provider tells as a `fatal` failure.
 */
export class Tape {
  readonly #exchanges: readonly Exchange[]
  readonly #byHash = new Map<string, Exchange[]>()
  readonly #played = new Map<string, number>()
  readonly #misses: TapeMiss[] = []

  /** @param exchanges As a provider tells them to `record`, or as a transcript has them. */
  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = exchanges
    for (const exchange of exchanges) {
      const hash = hashOf(exchange.request.body)
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), exchange])
    }
  }

  /**
   * Reads what `toString` writes.
   * @throws ProvidersError `invalid_tape`, with the line that is wrong.
   */
  static parse(text: string): Tape {
    const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }))
    const written = lines.filter(({ line }) => line.trim() !== '')
    return new Tape(written.map(({ line, number }) => parseLine(line, number)))
  }

  /** A tape as text: one exchange a line, as JSON. */
  toString(): string {
    return this.#exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join('')
  }

  /** In place of the global one. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    init?.signal?.throwIfAborted()
    const body = await bodyOf(input, init)
    const hash = hashOf(body)
    const recorded = this.#byHash.get(hash) ?? []
    const times = this.#played.get(hash) ?? 0
    const exchange = recorded[times]
    if (!exchange)
      return this.#miss({ hash, ...(times > 0 ? askedAgain(times) : this.#like(body)) })
    this.#played.set(hash, times + 1)
    return playExchange(exchange)
  }

  /** Requests that were asked and not recorded, in order. */
  get misses(): readonly TapeMiss[] {
    return this.#misses
  }

  /** What was recorded and not asked. */
  unplayed(): Exchange[] {
    return [...this.#byHash].flatMap(([hash, recorded]) =>
      recorded.slice(this.#played.get(hash) ?? 0),
    )
  }

  #miss(miss: TapeMiss): Response {
    this.#misses.push(miss)
    const error = { type: 'tape_miss', code: 'tape_miss', message: miss.message }
    return Response.json({ type: 'error', error }, { status: goneForGood })
  }

  #like(body: string): Omit<TapeMiss, 'hash'> {
    let nearest: { exchange: Exchange; shared: number } | undefined
    for (const exchange of this.#exchanges) {
      const shared = sharedLength(exchange.request.body, body)
      if (shared >= (nearest?.shared ?? 0)) nearest = { exchange, shared }
    }
    if (!nearest) return { message: 'The tape is empty.' }
    const { exchange } = nearest
    const what =
      firstDifference(exchange.request.body, body) ?? 'the order or the spaces of its members'
    const message = `The tape has no such request. What differs from the nearest one: ${what}.`
    return { message, nearest: exchange }
  }
}

/** A status after which nobody asks again, neither the same nor in another dialect or protocol. */
const goneForGood = 410

const askedAgain = (times: number): Omit<TapeMiss, 'hash'> => ({
  message: `The tape has this request ${times === 1 ? 'once' : `${times} times`}, and it was asked once more.`,
})

const hashOf = (body: string) => `sha256:${createHash('sha256').update(body).digest('hex')}`

async function bodyOf(input: string | URL | Request, init?: RequestInit): Promise<string> {
  if (typeof init?.body === 'string') return init.body
  const sent = init?.body ?? (input instanceof Request ? input.body : null)
  return await new Response(sent).text()
}

function parseLine(line: string, number: number): Exchange {
  const broken = (why: string, cause?: unknown) =>
    new ProvidersError('invalid_tape', `Line ${number} of the tape is no exchange: ${why}`, {
      cause,
    })
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw broken('it is no JSON.', error)
  }
  const parsed = Exchange.safeParse(value)
  if (parsed.success) return parsed.data
  throw broken(z.prettifyError(parsed.error), parsed.error)
}
