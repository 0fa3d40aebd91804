import type { Exchange } from '../../transcript/exchange.ts'
import { joinBytes } from './fetch-tap.ts'

type Tell = (exchange: Exchange) => void

/** Headers that hold no secret and tell something. Everything else is left out. */
const told =
  /^(?:content-type|accept|date|retry-after(?:-ms)?|(?:x-)?request-id|anthropic-(?:version|beta)|openai-(?:version|processing-ms)|(?:x|anthropic)-ratelimit-[a-z-]+)$/

/** More of one answer is not kept. */
const mostBytes = 32 * 1024 * 1024

/** Takes down one request and its answer, and tells them once, when it is over. */
export class ExchangeRecorder {
  readonly #tell: Tell
  readonly #secrets: readonly string[]
  readonly #began = performance.now()
  #request: Exchange['request'] | undefined
  #answer: { status: number; headers: Record<string, string> } | undefined
  #pieces: Uint8Array[] = []
  #length = 0
  #isWhole = false
  #isCut = false
  #isTold = false

  /** @param secrets Texts that a careless server may send back. */
  constructor(tell: Tell, secrets: readonly string[]) {
    this.#tell = tell
    this.#secrets = secrets.filter((secret) => secret.length >= 4)
  }

  sent(url: string | URL | Request, init: RequestInit = {}): void {
    const place = typeof url === 'string' || url instanceof URL ? url : url.url
    const { method = 'GET', headers, body } = init
    this.#request = {
      method: method.toUpperCase(),
      url: withoutSecrets(place),
      headers: allowed(new Headers(headers)),
      body: typeof body === 'string' ? body : '',
    }
  }

  answered({ status, headers }: Response): void {
    this.#answer = { status, headers: allowed(headers) }
  }

  took(piece: Uint8Array): void {
    if (this.#length + piece.length > mostBytes) this.#isCut = true
    if (this.#isCut) return
    this.#pieces.push(piece)
    this.#length += piece.length
  }

  /** The answer was read to its end. */
  over(): void {
    this.#isWhole = true
  }

  /** Nothing more comes; `broken` says why, where there is no whole answer. Tells the exchange if a request went out. */
  close(broken?: string): void {
    if (this.#isTold || !this.#request) return
    this.#isTold = true
    const answer = this.#answer
    const isWhole = this.#isWhole && !this.#isCut
    this.#tell({
      request: this.#request,
      ...(answer && { response: { ...answer, ...this.#body(), isWhole } }),
      ...(!this.#isWhole && broken !== undefined && { broken }),
      ms: Math.round(performance.now() - this.#began),
    })
    this.#pieces = []
  }

  #body(): { body: string; encoding?: 'base64' } {
    const bytes = joinBytes(this.#pieces, this.#length)
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
        // An answer that was cut may end inside a character: without the rest of it that is no text.
        stream: !this.#isWhole,
      })
      return {
        body: this.#secrets.reduce((clean, each) => clean.replaceAll(each, '[secret]'), text),
      }
    } catch {
      const lossy = new TextDecoder().decode(bytes)
      const holdsSecret = this.#secrets.some((secret) => lossy.includes(secret))
      return holdsSecret ? { body: '[secret]' } : { body: base64(bytes), encoding: 'base64' }
    }
  }
}

function allowed(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => told.test(name)))
}

function withoutSecrets(place: string | URL): string {
  const url = new URL(place)
  return `${url.protocol}//${url.host}${url.pathname}`
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return btoa(text)
}
