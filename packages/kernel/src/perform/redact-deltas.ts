import type { ModelDelta } from '../ports/provider.ts'
import type { Redactor } from '../ports/redactor.ts'

type Said = Extract<ModelDelta, { type: 'text' | 'reasoning' }>

/** Deltas without secrets, also without one that comes in pieces: an end that may be its beginning waits for more. */
export class DeltaRedactor {
  readonly #redactor: Redactor
  #held: Said | null = null

  constructor(redactor: Redactor) {
    this.#redactor = redactor
  }

  /** What can be shown now. */
  take(delta: ModelDelta): ModelDelta[] {
    if (delta.type === 'call') return [delta]
    const same = this.#held?.type === delta.type && this.#held.index === delta.index
    const before = same ? [] : this.flush()
    const clean = this.#redactor.redact((same ? (this.#held?.text ?? '') : '') + delta.text)
    const open = this.#redactor.openEnd(clean)
    this.#held = open > 0 ? { ...delta, text: clean.slice(-open) } : null
    const shown = clean.slice(0, clean.length - open)
    return shown === '' ? before : [...before, { ...delta, text: shown }]
  }

  /** What was held back, when nothing more comes. */
  flush(): ModelDelta[] {
    const held = this.#held
    this.#held = null
    return held ? [held] : []
  }
}
