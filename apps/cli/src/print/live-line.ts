// One line at the bottom of a terminal that says what is going on. Owns: it never stands in the way of other output.
import { formatDuration, shorten } from './format.ts'
import { plainLine } from './plain-text.ts'
import type { Screen } from './screen.ts'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const tickMs = 120
const mostStep = 40
const eraseLine = '\r\u{1b}[2K'

export class LiveLine {
  readonly #screen: Screen
  #timer: NodeJS.Timeout | undefined
  #frame = 0
  #what = ''
  #since = 0
  #step = ''
  #tail = ''
  #isShown = false
  #isHeld = false

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** What is going on from now. */
  say(what: string): void {
    this.#what = plainLine(what)
    this.#step = ''
    this.#since = performance.now()
    this.#timer ??= setInterval(() => this.#draw(), tickMs).unref()
  }

  /** How far it is: the newest line of what it said. */
  step(text: string): void {
    const [last] = text
      .split(/[\r\n]/u)
      .filter((line) => line.trim() !== '')
      .slice(-1)
    if (last !== undefined) this.#step = shorten(plainLine(last.trim()), mostStep)
  }

  /** What stands behind it: tokens, cost. */
  tail(text: string): void {
    this.#tail = text
  }

  /** Takes the line away, for other output to be written. */
  clear(): void {
    if (!this.#isShown) return
    this.#screen.write(eraseLine)
    this.#isShown = false
  }

  /** While held it is not drawn: the cursor stands in the middle of somebody else's line. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (isHeld) this.clear()
  }

  end(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.clear()
  }

  #draw(): void {
    if (this.#isHeld) return
    this.#frame = (this.#frame + 1) % frames.length
    const since = formatDuration(performance.now() - this.#since)
    const parts = [this.#what, since, this.#step, this.#tail]
    const text = parts.filter((part) => part !== '').join(' · ')
    const line = shorten(`${frames[this.#frame]} ${text}`, (this.#screen.columns || 80) - 1)
    this.#screen.write(eraseLine + line)
    this.#isShown = true
  }
}
