import { boundText, type Bounded } from './bound-text.ts'
import { markup, type Clean, type Markup } from './markup.ts'
import type { Trace } from '../model/trace.ts'

/** What the parts of a page know: the trace they are of, and what the whole page has still room for. */
export class View {
  readonly trace: Trace
  readonly clean: Clean
  readonly #root: View
  readonly #placed = new Set<number>()
  /** Characters of content that the page may still show in full. */
  #room: number

  constructor(trace: Trace, { clean, room }: { clean: Clean; room: number }, root?: View) {
    this.trace = trace
    this.clean = clean
    this.#room = room
    this.#root = root ?? this
  }

  /** For the trace of a subagent on the same page. */
  within(trace: Trace): View {
    return new View(trace, { clean: this.clean, room: 0 }, this.#root)
  }

  /** The id of an event on the page. */
  idOf(seq: number): string {
    return this.#root === this ? `e${seq}` : idIn(this.trace.session, seq)
  }

  /** An empty element that an address can end with; none where there is one already. */
  mark(seq: number | null): Markup | null {
    if (seq === null || this.#placed.has(seq)) return null
    this.#placed.add(seq)
    return markup`<i id="${this.idOf(seq)}"></i>`
  }

  /** The address of an error, in whichever session it is. */
  addressOf(session: string, seq: number): string {
    return session === this.#root.trace.session ? `#e${seq}` : `#${idIn(session, seq)}`
  }

  /** As much of a text as there is room for. What is cut was masked before: half a secret would not be found. */
  bound(text: string, most: number): Bounded {
    const whole = text.length <= most ? text : this.clean(text)
    const bounded = boundText(whole, Math.min(most, Math.max(least, this.#root.#room)))
    this.#root.#room -= bounded.begin.length + bounded.end.length
    return bounded
  }
}

/** What of every text is shown, however full the page is. */
const least = 240

const idIn = (session: string, seq: number): string =>
  `${session.slice(0, 200).replaceAll(/[^A-Za-z0-9._-]/g, '_')}-e${seq}`
