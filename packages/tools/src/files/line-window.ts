import { beginningOf, sizeInLog } from '@harness/kernel'

export interface Window {
  /** The first line wanted, from 1. */
  first: number
  count: number
  /** How large the numbered lines may be together. */
  bytes: number
}

const lineCharacters = 2000

/** Collects numbered lines from a text that comes in pieces, whatever the size of the text or of its lines. */
export class LineWindow {
  readonly #window: Window
  readonly lines: string[] = []
  /** Lines ended so far. */
  total = 0
  #bytes = 0
  #full = false
  #line = ''
  #length = 0

  constructor(window: Window) {
    this.#window = window
  }

  /** Whether nothing more will be kept. */
  get full(): boolean {
    return this.#full || this.total >= this.#window.first + this.#window.count - 1
  }

  push(text: string): void {
    let from = 0
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      this.#extend(text, from, at)
      this.#finish()
      from = at + 1
    }
    this.#extend(text, from, text.length)
  }

  /** Call it once, after the last piece. */
  end(): void {
    if (this.#length > 0) this.#finish()
  }

  #extend(text: string, from: number, to: number): void {
    if (!this.full && this.total + 1 >= this.#window.first) {
      this.#line += text.slice(from, Math.min(to, from + lineCharacters - this.#line.length))
    }
    this.#length += to - from
  }

  #finish(): void {
    const wanted = !this.full && this.total + 1 >= this.#window.first
    this.total += 1
    if (wanted) this.#keep()
    this.#line = ''
    this.#length = 0
  }

  #keep(): void {
    const cut = this.#length - this.#line.length
    const text =
      cut > 0 ? `${this.#line} [${cut} characters left out]` : this.#line.replace(/\r$/, '')
    const line = `${this.total}\t${text}`
    const size = sizeInLog(line)
    if (this.#bytes + size > this.#window.bytes) {
      this.#full = true
      if (this.lines.length === 0) this.lines.push(beginningOf(line, this.#window.bytes))
      return
    }
    this.#bytes += size
    this.lines.push(line)
  }
}
