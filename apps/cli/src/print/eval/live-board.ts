// Rows at the bottom of a terminal that say how a suite gets on. Owns: what is told for good stands above them, every change is
// one write, and what does not change is not written again.
import type { Screen } from '../screen.ts'
import { widthOf } from '../text-width.ts'

const eraseLine = '\u{1b}[K'
const eraseBelow = '\u{1b}[J'

export interface BoardScreen extends Screen {
  rows?: number
}

export class LiveBoard {
  readonly #screen: BoardScreen
  #rows: readonly string[] = []

  constructor(screen: BoardScreen) {
    this.#screen = screen
  }

  get room(): { columns: number; rows: number } {
    return { columns: this.#screen.columns || 80, rows: this.#screen.rows || 24 }
  }

  draw(rows: readonly string[]): void {
    if (rows.length === this.#rows.length && rows.every((row, at) => row === this.#rows[at])) return
    this.#screen.write(this.#back() + this.#put(rows))
  }

  /** Lines that stay, above the rows. */
  tell(text: string): void {
    const rows = this.#rows
    this.#screen.write(`${this.#back()}${eraseBelow}${text}${this.#put(rows)}`)
  }

  /** Takes the rows away. */
  end(): void {
    if (this.#rows.length === 0) return
    this.#screen.write(this.#back() + eraseBelow)
    this.#rows = []
  }

  /** To where the first row begins. A terminal that was made narrower has broken the rows in several. */
  #back(): string {
    const { columns } = this.room
    const lines = this.#rows.reduce(
      (sum, row) => sum + Math.max(1, Math.ceil(widthOf(row) / columns)),
      0,
    )
    return lines === 0 ? '\r' : `\r\u{1b}[${lines}A`
  }

  #put(rows: readonly string[]): string {
    this.#rows = rows
    return rows.map((row) => `${row}${eraseLine}\n`).join('') + eraseBelow
  }
}
