import type { Redaction } from '../ports/redactor.ts'

/** Any text ends with what some secret begins with: so little of one tells nothing. */
const little = 4

/** A text that comes in pieces, without its secrets: an end that may be the beginning of one waits for more. */
export class StreamRedactor {
  readonly #redaction: Redaction
  #held = ''
  /** What of it was shown all the same. */
  #shown = ''

  constructor(redaction: Redaction) {
    this.#redaction = redaction
  }

  /** What can be shown now. */
  take(piece: string): string {
    const text = this.#held + piece
    const cut = text.length - this.#redaction.openEnd(text)
    const shown = this.#shown
    this.#held = text.slice(cut)
    this.#shown = shown.slice(cut)
    if (cut < shown.length) return ''
    return this.#without(shown, text.slice(0, cut))
  }

  /** What is held back, where that is next to nothing: somebody looks at it before more may come. */
  release(): string {
    const rest = this.#held.slice(this.#shown.length)
    if (this.#held.length >= little) return ''
    this.#shown = this.#held
    return rest
  }

  /** What was held back, when nothing more comes. */
  flush(): string {
    const [held, shown] = [this.#held, this.#shown]
    this.#held = ''
    this.#shown = ''
    return this.#without(shown, held)
  }

  #without(shown: string, text: string): string {
    const clean = this.#redaction.redact(text)
    return clean.startsWith(shown) ? clean.slice(shown.length) : clean
  }
}
