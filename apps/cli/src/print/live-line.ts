// One line at the bottom of a terminal that says what is going on. Owns: it never stands in the way of other output, and
// what does not change is not written again.
import { formatSeconds, shorten } from './format.ts'
import type { Screen } from './screen.ts'
import { widthOf } from './text-width.ts'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const tickMs = 120
/** After so long without more text, the line may stand beneath text that has not ended. */
const calmMs = 600
const eraseBelow = '\u{1b}[J'

/** What stands on it: plain texts. */
export interface Doing {
  what: string
  /** When that began, by the clock of `performance`; left out, no time is shown. */
  since?: number
  /** What follows the time, the most wanted first: on a narrow terminal the last are left out. */
  more: readonly string[]
}

export class LiveLine {
  readonly #screen: Screen
  readonly #doing: () => Doing
  #timer: NodeJS.Timeout | undefined
  #frame = 0
  /** What stands there behind the frame; the cursor is at its beginning, so that a resize moves nothing. */
  #shown: string | undefined
  #drawnFor = 0
  #isHeld = false
  /** Text above that has not ended: where its end is, since when, and how wide the terminal was. */
  #text: { column: number; since: number; columns: number } | undefined
  #isBeneath = false

  constructor(screen: Screen, doing: () => Doing) {
    this.#screen = screen
    this.#doing = doing
    this.#timer = setInterval(() => this.draw(), tickMs).unref()
  }

  /**
   * Takes the line away, for other output to be written where the last ended. True where that cannot be found again: the
   * cursor stands on a line of its own.
   */
  clear(): boolean {
    if (this.#shown === undefined) return false
    this.#shown = undefined
    const back = this.#isBeneath && this.#text?.columns === this.#columns() ? this.#text.column : 0
    const isLost = this.#isBeneath && back === 0
    this.#isBeneath = false
    // The terminal itself may have written since: the ^C of a person.
    const erase = `\r${eraseBelow}`
    this.#screen.write(back === 0 ? erase : `${erase}\u{1b}[A\u{1b}[${back + 1}G`)
    return isLost
  }

  /** While held it is not drawn. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (isHeld) this.clear()
  }

  /** Somebody's text ends in that column, counted over all its rows; null: the cursor is on a line of its own. */
  behind(column: number | null): void {
    const columns = this.#columns()
    const since = performance.now()
    this.#text = column === null ? undefined : { column: column % columns, since, columns }
  }

  end(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.clear()
  }

  get isShown(): boolean {
    return this.#shown !== undefined
  }

  draw(): void {
    if (this.#isHeld) return
    if (this.#text && this.#shown === undefined) {
      if (performance.now() - this.#text.since < calmMs) return
      this.#screen.write('\n')
      this.#isBeneath = true
    }
    this.#frame = (this.#frame + 1) % frames.length
    const frame = frames[this.#frame] ?? ''
    const line = this.#line()
    // After a resize the rest of a longer line may stand in a row below.
    const isSame = line === this.#shown && this.#drawnFor === this.#columns()
    this.#drawnFor = this.#columns()
    this.#screen.write(isSame ? `\r${frame}\r` : `\r${frame} ${line}${eraseBelow}\r`)
    this.#shown = line
  }

  #line(): string {
    const { what, since, more } = this.#doing()
    const room = this.#columns() - 3
    const time = since === undefined ? [] : [timeSince(since)]
    const parts = [...time, ...more]
    const tail = () => parts.map((part) => ` · ${part}`).join('')
    while (parts.length > 1 && widthOf(tail()) > room / 2) parts.pop()
    return shorten(shorten(what, room - widthOf(tail())) + tail(), room)
  }

  #columns(): number {
    return this.#screen.columns || 80
  }
}

/** Tenths would be another line each time. */
const timeSince = (since: number): string =>
  formatSeconds(Math.floor((performance.now() - since) / 1000))
