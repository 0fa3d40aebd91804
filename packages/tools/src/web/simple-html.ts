// A page as the little of HTML that Markdown can say: every tag closed, none deep, no empty ones, no long runs of spaces, in
// pieces of a bounded size. So a converter that calls itself, or looks at a text again and again, is safe with any page.
import { boundSpaces, evenSpaces } from './even-spaces.ts'
import { cells, emphasis, ends, gaps, groups, headings, inline } from './html-elements.ts'
import { kept, unseen, voids, wrappers } from './html-elements.ts'
import { htmlTokens, type HtmlToken } from './html-tokens.ts'

/** A piece of a page that stands for itself. */
export interface HtmlPiece {
  html: string
  /** What links start from, where the page has said it. */
  base: string | undefined
}

interface Element {
  name: string
  /** How it is written in the end; empty for what is not written. */
  tag: string
  attributes: string
  isOpen: boolean
  isUnseen: boolean
  /** List items in it. */
  items: number
}

type Attributes = ReadonlyMap<string, string>

const pieceSize = 16 * 1024
/** Deeper elements are not told apart. */
const deepest = 128
const deepestWritten = 32

/** The pieces of a page, in its order; a list or table may go on in the next one. */
export function* simpleHtml(html: string): Generator<HtmlPiece> {
  const page = new SimplePage()
  for (const token of htmlTokens(html)) {
    if (page.mayEndBefore(token)) yield page.piece()
    page.take(token)
  }
  yield page.piece()
}

class SimplePage {
  #base: string | undefined
  #out: string[] = []
  #size = 0
  readonly #stack: Element[] = []
  /** Those of the stack that are written. */
  readonly #shown: Element[] = []
  readonly #counts = new Map<string, number>()
  #unseen = 0
  /** Whether what was written last is a space, or as good as one. */
  #isSpaced = true
  #isBroken = true
  #lineBreaks = 0
  /** Whether preformatted text is at the beginning of a line. */
  #isLineEnd = true

  mayEndBefore(token: HtmlToken): boolean {
    if (token.kind !== 'open' || this.#size < pieceSize || this.#has('pre')) return false
    const { name } = token
    return this.#size > 4 * pieceSize || name === 'li' || name === 'tr' || !this.#shown[0]?.isOpen
  }

  /** What was written since the last one. What is open now is opened again when more of it comes. */
  piece(): HtmlPiece {
    for (const element of this.#shown.toReversed()) this.#writeEnd(element)
    for (const element of this.#shown) {
      if (element.tag === 'ol') element.attributes = ` start="${element.items + 1}"`
      if (element.tag === 'table') element.attributes = ' id="more"'
    }
    const html = this.#out.join('')
    this.#out = []
    this.#size = 0
    return { html, base: this.#base }
  }

  take(token: HtmlToken): void {
    if (token.kind === 'text') this.#text(token.text)
    else if (token.kind === 'close') this.#close(token.name)
    else if (voids.has(token.name)) this.#void(token.name, token.attributes)
    else this.#open(token.name, token.attributes)
  }

  #open(name: string, attributes: Attributes): void {
    const end = ends.get(name)
    if (end) this.#endFirst(end.these, end.within)
    const isWrapper = wrappers.has(name)
    const tag = kept.get(name) ?? ''
    const isBlock = isWrapper || (tag !== '' && !inline.has(tag) && tag !== 'li')
    if (isBlock) this.#endEmphasis()
    const written = this.#written(tag, attributes)
    if (isBlock && written.tag === '') this.#break()
    if (name === 'code') this.#tellLanguage(attributes)
    const isUnseen = unseen.has(name) || attributes.get('role') === 'navigation'
    const isKnown = isUnseen || tag !== '' || isWrapper || groups.has(name)
    if (!isKnown || name === 'p' || this.#stack.length >= deepest) return
    this.#push({ name, isUnseen, isOpen: false, items: 0, ...written })
  }

  /** How an element is written where it stands. */
  #written(tag: string, attributes: Attributes): Pick<Element, 'tag' | 'attributes'> {
    const nothing = { tag: '', attributes: '' }
    const isTooMuch = this.#unseen > 0 || this.#shown.length >= deepestWritten
    if (isTooMuch || this.#shows('pre') || this.#shows('code')) return nothing
    if ((inline.has(tag) || tag === 'table') && this.#shows(tag)) return nothing
    if (headings.has(tag) && this.#isNarrow()) return nothing
    if (tag === 'tr' || cells.has(tag)) return this.#isInTable() ? { tag, attributes: '' } : nothing
    if (tag === 'pre') return { tag, attributes: languageOf(attributes) }
    const href = attributes.get('href')
    if (tag !== 'a') return { tag, attributes: '' }
    return href === undefined ? nothing : { tag, attributes: ` href=${quoted(href)}` }
  }

  /** Whether the innermost table is written: one in another is no more than its words. */
  #isInTable(): boolean {
    return this.#stack.findLast(({ name }) => name === 'table')?.tag === 'table'
  }

  #push(element: Element): void {
    this.#stack.push(element)
    this.#count(element.name, 1)
    if (element.isUnseen) this.#unseen += 1
    if (element.tag === '') return
    const above = this.#shown.at(-1)
    if (element.tag === 'li' && above) above.items += 1
    this.#shown.push(element)
    // An empty cell is one too.
    if (cells.has(element.tag)) this.#openAll()
  }

  #close(name: string): void {
    if (!this.#has(name)) {
      if (wrappers.has(name)) this.#break()
      return
    }
    const isOfTable = cells.has(name) || groups.has(name) || name === 'tr' || name === 'table'
    const these = headings.has(name) ? headings : new Set([name])
    this.#endFirst(these, isOfTable ? new Set(name === 'table' ? [] : ['table']) : cells)
  }

  /** Ends the innermost of these elements with all that is in it; nothing when it is not within the others. */
  #endFirst(these: ReadonlySet<string>, within: ReadonlySet<string>): void {
    const at = this.#stack.findLastIndex(({ name }) => these.has(name) || within.has(name))
    if (at < 0 || !these.has(this.#stack[at]?.name ?? '')) return
    while (this.#stack.length > at) this.#pop()
  }

  #pop(): void {
    const element = this.#stack.pop()
    if (!element) return
    this.#count(element.name, -1)
    if (element.isUnseen) this.#unseen -= 1
    if (element.tag !== '') this.#hide(element)
    if (wrappers.has(element.name)) this.#break()
  }

  /** Ends what is written innermost. */
  #hide(element: Element): void {
    this.#shown.pop()
    this.#writeEnd(element)
    if (inline.has(element.tag)) return
    this.#isSpaced = true
    this.#isBroken = true
  }

  #writeEnd(element: Element): void {
    if (!element.isOpen) return
    element.isOpen = false
    this.#write(element.tag === 'pre' ? '</code></pre>' : `</${element.tag}>`)
  }

  #openAll(): void {
    for (const element of this.#shown) {
      if (element.isOpen) continue
      element.isOpen = true
      const { tag, attributes } = element
      this.#write(tag === 'pre' ? `<pre><code${attributes}>` : `<${tag}${attributes}>`)
    }
    this.#isBroken = false
  }

  #text(written: string): void {
    if (this.#unseen > 0) return
    if (this.#shows('pre')) return this.#preformatted(written)
    const even = evenSpaces(written)
    const text = this.#isSpaced && even.startsWith(' ') ? even.slice(1) : even
    const last = this.#shown.at(-1)
    // Between two elements of a list or table, or before a block begins.
    const isNone = text === ' ' && last && (gaps.has(last.tag) || !this.#isBegun(last))
    if (text === '' || isNone) return
    if (text !== ' ') {
      this.#openAll()
      this.#lineBreaks = 0
    }
    this.#write(text.replaceAll('<', '&lt;'))
    this.#isSpaced = text.endsWith(' ')
  }

  #isBegun = ({ tag, isOpen }: Element) => isOpen || inline.has(tag)

  #preformatted(written: string): void {
    const isFirst = !this.#shown.at(-1)?.isOpen
    if (isFirst) this.#lineBreaks = 0
    const bound = boundSpaces(isFirst ? written.replace(/^\r?\n/, '') : written)
    const blank = bound.trim() === ''
    if (bound === '' || (blank && this.#lineBreaks > 200)) return
    this.#openAll()
    this.#isLineEnd = bound.endsWith('\n')
    // A run may come in many pieces.
    this.#lineBreaks = blank ? this.#lineBreaks + bound.length : 0
    this.#write(bound.replaceAll('<', '&lt;'))
  }

  #void(name: string, attributes: Attributes): void {
    this.#base ??= name === 'base' ? attributes.get('href')?.replaceAll('&amp;', '&') : undefined
    if (this.#unseen > 0) return
    if (name === 'br') this.#lineBreak()
    if (this.#shows('pre')) return
    if (name === 'hr') this.#rule()
    const alt = name === 'img' ? evenSpaces(attributes.get('alt') ?? '').trim() : ''
    if (alt === '') return
    this.#openAll()
    this.#write(`<img src=${quoted(attributes.get('src') ?? '')} alt=${quoted(alt)}>`)
    this.#isSpaced = false
  }

  #lineBreak(): void {
    if (this.#shows('pre')) return this.#preformatted('\n')
    if (this.#isNarrow()) return this.#text(' ')
    const last = this.#shown.at(-1)
    if (this.#isBroken || this.#lineBreaks > 1 || (last && gaps.has(last.tag))) return
    this.#write('<br>')
    this.#lineBreaks += 1
    this.#isSpaced = true
  }

  #rule(): void {
    this.#break()
    if (this.#isNarrow() || this.#shown.some(({ tag }) => gaps.has(tag))) return
    this.#openAll()
    this.#write('<hr>')
    this.#isBroken = true
    this.#isSpaced = true
  }

  /** Ends a text, so that the next one begins anew. */
  #break(): void {
    if (this.#unseen > 0) return
    this.#endEmphasis()
    const last = this.#shown.at(-1)
    if (last?.tag === 'pre') return this.#isLineEnd ? undefined : this.#preformatted('\n')
    if (this.#isNarrow()) return this.#text(' ')
    if (this.#isBroken || (last && (gaps.has(last.tag) || !last.isOpen))) return
    this.#write('<p></p>')
    this.#isBroken = true
    this.#isSpaced = true
  }

  /** Emphasis ends with its text: somebody forgot to end it. */
  #endEmphasis(): void {
    for (let last = this.#shown.at(-1); last && emphasis.has(last.tag); last = this.#shown.at(-1)) {
      this.#hide(last)
      last.tag = ''
    }
  }

  /** Whether all is in one line here. */
  #isNarrow(): boolean {
    return this.#shown.some(({ tag }) => inline.has(tag) || headings.has(tag) || cells.has(tag))
  }

  /** The language of a block of code stands at either of its two tags. */
  #tellLanguage(attributes: Attributes): void {
    const last = this.#shown.at(-1)
    if (last?.tag === 'pre' && !last.isOpen) last.attributes ||= languageOf(attributes)
  }

  #shows = (tag: string) => this.#shown.some((element) => element.tag === tag)
  #has = (name: string) => (this.#counts.get(name) ?? 0) > 0

  #count(name: string, by: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by)
  }

  #write(html: string): void {
    this.#out.push(html)
    this.#size += html.length
  }
}

const quoted = (value: string): string => `"${value.replaceAll('"', '&quot;')}"`

function languageOf(attributes: Attributes): string {
  const name = /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,40})/.exec(attributes.get('class') ?? '')?.[1]
  return name === undefined ? '' : ` class="language-${name}"`
}
