import type { ExchangeRecorder } from './exchange-recorder.ts'

type Fetch = typeof globalThis.fetch

/** What is read of the page that comes with an error. */
const mostErrorBytes = 1_000_000

/**
 * The `fetch` of a client library, where its requests can be listened to: a call is known by the signal it is made with.
 * It follows no redirect: the conversation goes to whom the person named and to nobody else. Of an error it reads as much
 * as anybody needs, so that no page is too long for the library.
 */
export class FetchTap {
  readonly #fetch: Fetch
  readonly #recorders = new WeakMap<AbortSignal, ExchangeRecorder>()

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  /** The next request with this signal is told to the recorder. */
  listen(signal: AbortSignal, recorder: ExchangeRecorder): void {
    this.#recorders.set(signal, recorder)
  }

  readonly fetch: Fetch = async (url, init) => {
    const recorder = init?.signal ? this.#recorders.get(init.signal) : undefined
    recorder?.sent(url, init)
    const answer = await this.#fetch(url, { ...init, redirect: 'manual' })
    recorder?.answered(answer)
    if (answer.ok) return answer
    const body = await readSome(answer.body, init?.signal ?? undefined)
    recorder?.took(body)
    recorder?.over()
    const { status, headers } = answer
    return new Response(hasBody(status) ? body : null, { status, headers })
  }
}

const hasBody = (status: number) => status !== 204 && status !== 205 && status !== 304

async function readSome(
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let length = 0
  if (!body) return joinBytes(pieces, length)
  const reader = body.getReader()
  const close = () => void reader.cancel(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', close, { once: true })
  try {
    while (length < mostErrorBytes) {
      const { done, value } = await reader.read()
      if (done) return joinBytes(pieces, length)
      pieces.push(value)
      length += value.length
    }
    close()
    return joinBytes(pieces, length)
  } finally {
    signal?.removeEventListener('abort', close)
  }
}

/** The pieces as one. */
export function joinBytes(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
