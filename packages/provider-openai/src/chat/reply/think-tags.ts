const open = '<think>'
const close = '</think>'

/** What a piece of text was. */
export interface Told {
  kind: 'text' | 'reasoning'
  text: string
}

/**
 * Servers without a parser for a model's reasoning send it as text between tags, at the very beginning of the content; tags
 * anywhere else are what somebody wrote about. What may still become a tag is held until it is clear.
 */
export class ThinkTags {
  #place: 'before' | 'inside' | 'behind' | 'after' = 'before'
  #held = ''

  take(text: string): Told[] {
    const told: Told[] = []
    let rest = this.#held + text
    this.#held = ''
    if (this.#place === 'before') {
      const said = rest.trimStart()
      if (said.length < open.length && open.startsWith(said)) return this.#hold(rest, told)
      const thinks = said.startsWith(open)
      this.#place = thinks ? 'inside' : 'after'
      if (thinks) rest = said.slice(open.length)
    }
    if (this.#place === 'inside') {
      const end = rest.indexOf(close)
      if (end < 0) {
        const clear = rest.length - partOf(close, rest)
        push(told, 'reasoning', rest.slice(0, clear))
        return this.#hold(rest.slice(clear), told)
      }
      push(told, 'reasoning', rest.slice(0, end))
      rest = rest.slice(end + close.length)
      this.#place = 'behind'
    }
    if (this.#place === 'behind') {
      // The lines between the tag and the answer belong to neither.
      rest = rest.trimStart()
      if (rest !== '') this.#place = 'after'
    }
    push(told, 'text', rest)
    return told
  }

  /** What was held, when nothing more comes. */
  end(): Told[] {
    const told: Told[] = []
    push(told, this.#place === 'inside' ? 'reasoning' : 'text', this.#held)
    this.#held = ''
    return told
  }

  #hold(text: string, told: Told[]): Told[] {
    this.#held = text
    return told
  }
}

function push(told: Told[], kind: Told['kind'], text: string): void {
  if (text !== '') told.push({ kind, text })
}

/** How many characters at the end of a text may be the beginning of the tag. */
function partOf(tag: string, text: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length
  }
  return 0
}
