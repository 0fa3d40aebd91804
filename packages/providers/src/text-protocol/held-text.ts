/** Where a call may begin, or what it may be wrapped in. */
const marks = ['{', '```', '~~~', '<tool_call>']

/**
 * Lets prose through as it comes, up to where a call may begin. From there on all is held: only the whole tells. What was
 * shown is not kept, or a long reply would be copied with each of its pieces.
 */
export class HeldText {
  #rest = ''
  #isHolding = false

  /** Whether something was found that may be a call. */
  get isHolding(): boolean {
    return this.#isHolding
  }

  /** What was not shown. */
  get rest(): string {
    return this.#rest
  }

  /** What of it can be shown now. */
  take(piece: string): string {
    const text = this.#rest + piece
    const at = this.#isHolding ? 0 : firstMark(text)
    this.#isHolding = at !== undefined
    const until = at ?? text.length - partOfMark(text)
    this.#rest = text.slice(until)
    return text.slice(0, until)
  }
}

function firstMark(text: string): number | undefined {
  const places = marks.map((mark) => text.indexOf(mark)).filter((place) => place >= 0)
  return places.length === 0 ? undefined : Math.min(...places)
}

/** How many characters at the end may be the beginning of a mark. */
function partOfMark(text: string): number {
  for (let length = Math.min(10, text.length); length > 0; length--) {
    const end = text.slice(-length)
    if (marks.some((mark) => mark.startsWith(end))) return length
  }
  return 0
}
