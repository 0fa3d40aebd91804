/** Where a call may begin, or what it may be wrapped in. */
const marks = ['{', '```', '~~~', '<tool_call>']

/** Lets prose through as it comes, up to where a call may begin. From there on all is held: only the whole tells. */
export class HeldText {
  #text = ''
  #shown = 0
  #isHolding = false

  /** Whether something was found that may be a call. */
  get isHolding(): boolean {
    return this.#isHolding
  }

  /** What was not shown. */
  get rest(): string {
    return this.#text.slice(this.#shown)
  }

  /** What of it can be shown now. */
  take(piece: string): string {
    this.#text += piece
    if (this.#isHolding) return ''
    const at = firstMark(this.#text, this.#shown)
    this.#isHolding = at !== undefined
    const until = at ?? this.#text.length - partOfMark(this.#text, this.#shown)
    const shown = this.#text.slice(this.#shown, until)
    this.#shown = until
    return shown
  }
}

function firstMark(text: string, from: number): number | undefined {
  const places = marks.map((mark) => text.indexOf(mark, from)).filter((place) => place >= 0)
  return places.length === 0 ? undefined : Math.min(...places)
}

/** How many characters at the end may be the beginning of a mark; a fence takes the line end before it along. */
function partOfMark(text: string, from: number): number {
  for (let length = Math.min(10, text.length - from); length > 0; length--) {
    const end = text.slice(-length)
    if (marks.some((mark) => mark.startsWith(end))) return length
  }
  return 0
}
