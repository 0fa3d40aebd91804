import { recordOf } from '../read-json.ts'

/** What one piece of an answer brought: parsed JSON of whatever shape, then perhaps an error that the server sent. */
export interface Batch {
  events: unknown[]
  error?: unknown
  /** A whole event, or the whole answer, that is no JSON. */
  garbled?: string
}

/** One server-sent event. */
interface SentEvent {
  event?: string | undefined
  data: string
}

/** Splits text into server-sent events, however it is cut: `createParser` of `eventsource-parser`. */
export type ParseEvents = (callbacks: { onEvent: (event: SentEvent) => void }) => {
  feed(text: string): void
}

/** Turns the bytes of an answer into events, however they are cut. */
export interface EventDecoder {
  push(bytes: Uint8Array): Batch
  /** The bytes are over; what is left of them counts as if it were whole. */
  end(): Batch
  /** Nothing that follows counts: the end mark, an error or something unreadable came. */
  readonly closed: boolean
}

/** The decoder for a type of content. Servers that do not stream send the whole answer as one JSON. */
export const eventDecoder = (contentType: string, parse: ParseEvents): EventDecoder =>
  /^application\/([\w.-]+\+)?json\b/i.test(contentType)
    ? new WholeDecoder()
    : new StreamDecoder(parse)

class StreamDecoder implements EventDecoder {
  readonly #text = new TextDecoder()
  readonly #parser: ReturnType<ParseEvents>
  #batch: Batch = { events: [] }
  closed = false

  constructor(parse: ParseEvents) {
    this.#parser = parse({ onEvent: (event) => this.#take(event) })
  }

  push(bytes: Uint8Array): Batch {
    return this.#feed(this.#text.decode(bytes, { stream: true }))
  }

  end(): Batch {
    // Servers leave out the blank line that ends the last event.
    const batch = this.#feed(`${this.#text.decode()}\n\n`)
    // What the connection cut short is not to be read as what was sent.
    delete batch.garbled
    return batch
  }

  #feed(text: string): Batch {
    this.#batch = { events: [] }
    this.#parser.feed(text)
    return this.#batch
  }

  #take({ event, data }: SentEvent): void {
    if (this.closed || data === '') return
    if (data === '[DONE]') this.closed = true
    else this.closed = !accept(this.#batch, data, event === 'error')
  }
}

class WholeDecoder implements EventDecoder {
  readonly #text = new TextDecoder()
  readonly #pieces: string[] = []
  closed = false

  push(bytes: Uint8Array): Batch {
    this.#pieces.push(this.#text.decode(bytes, { stream: true }))
    return { events: [] }
  }

  end(): Batch {
    const batch: Batch = { events: [] }
    this.closed = true
    const text = this.#pieces.join('') + this.#text.decode()
    if (text.trim() !== '') accept(batch, text, false)
    return batch
  }
}

/** Adds a text to a batch; false when the answer ends with it. */
function accept(batch: Batch, text: string, isError: boolean): boolean {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    batch.garbled = text
    return false
  }
  const error = recordOf(value)?.['error'] ?? (isError ? value : undefined)
  if (error == null) return batch.events.push(value) > 0
  batch.error = error
  return false
}
