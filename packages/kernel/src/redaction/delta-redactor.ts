import type { ModelDelta } from '../ports/provider.ts'
import type { Redaction } from '../ports/redactor.ts'
import { StreamRedactor } from './stream-redactor.ts'

/** The deltas of a reply without secrets. Each part is a stream of its own: several may come at the same time. */
export class DeltaRedactor {
  readonly #redaction: Redaction
  readonly #parts = new Map<string, { last: ModelDelta; stream: StreamRedactor }>()

  constructor(redaction: Redaction) {
    this.#redaction = redaction
  }

  /** What can be shown now. */
  take(delta: ModelDelta): ModelDelta[] {
    const key = `${delta.type} ${delta.index}`
    const part = this.#parts.get(key)
    // Most parts are over when another one begins.
    const before = part ? [] : this.#rests((stream) => stream.release())
    const stream = part?.stream ?? new StreamRedactor(this.#redaction)
    this.#parts.set(key, { last: delta, stream })
    const shown = stream.take(textOf(delta))
    // The first piece of a call names it.
    const isEmpty = shown === '' && !('name' in delta)
    return isEmpty ? before : [...before, withText(delta, shown)]
  }

  /** What was held back, when nothing more comes. */
  flush(): ModelDelta[] {
    const rests = this.#rests((stream) => stream.flush())
    this.#parts.clear()
    return rests
  }

  #rests(of: (stream: StreamRedactor) => string): ModelDelta[] {
    return [...this.#parts.values()].flatMap(({ last, stream }) => {
      const rest = of(stream)
      return rest === '' ? [] : [unnamed(withText(last, rest))]
    })
  }
}

const textOf = (delta: ModelDelta) => (delta.type === 'call' ? delta.input : delta.text)

const withText = (delta: ModelDelta, text: string): ModelDelta =>
  delta.type === 'call' ? { ...delta, input: text } : { ...delta, text }

function unnamed(delta: ModelDelta): ModelDelta {
  if (delta.type !== 'call') return delta
  const { name: _, ...rest } = delta
  return rest
}
