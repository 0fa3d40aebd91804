// HTML as a sequence of tags and texts, in one pass: whatever it is given, no character is looked at more than a few times.
// What is a tag and where it ends: https://html.spec.whatwg.org/multipage/parsing.html#tokenization

export type HtmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close'; name: string }

/** What stands in them is no tags. */
const raw = new Set([
  'script',
  'style',
  'iframe',
  'noembed',
  'noframes',
  'textarea',
  'title',
  'xmp',
])

/** Where a tag or a comment begins; any other `<` is text. */
const mark = /<(?=[a-z!?/])/gi

/** Reads tags (names in small letters, attributes as written) and the texts between them. Comments are left out, and scripts. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  for (let at = 0; at < html.length;) {
    mark.lastIndex = at
    const begin = mark.exec(html)?.index ?? html.length
    if (begin > at) yield { kind: 'text', text: html.slice(at, begin) }
    if (begin === html.length) return
    const token = tokenAt(html, begin)
    at = token.end
    if (token.kind === 'nothing') continue
    yield token
    if (token.kind !== 'open' || !raw.has(token.name)) continue
    const close = closing(html, token.name, at)
    if (token.name === 'title') yield { kind: 'text', text: html.slice(at, close) }
    at = close
  }
}

type Found = (Exclude<HtmlToken, { kind: 'text' }> | { kind: 'nothing' }) & { end: number }

const opening = /<([a-z][^\s/>]*)/iy
const ending = /<\/([a-z][^\s/>]*)/iy

function tokenAt(html: string, at: number): Found {
  const open = nameAt(opening, html, at)
  if (open !== undefined) return readTag(html, open, at + 1 + open.length)
  const close = nameAt(ending, html, at)
  const isComment = html.startsWith('<!--', at)
  const end = isComment ? pastComment(html, at) : past(html, '>', at)
  return close === undefined
    ? { kind: 'nothing', end }
    : { kind: 'close', name: close.toLowerCase(), end }
}

function nameAt(pattern: RegExp, html: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(html)?.[1]
}

const attribute = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?/y

function readTag(html: string, name: string, from: number): Found {
  const attributes = new Map<string, string>()
  let at = from
  for (;;) {
    attribute.lastIndex = at
    const found = attribute.exec(html)
    if (!found) break
    at = attribute.lastIndex
    const [, key = '', double, single, plain = ''] = found
    attributes.set(key.toLowerCase(), double ?? single ?? plain)
  }
  return { kind: 'open', name: name.toLowerCase(), attributes, end: past(html, '>', at) }
}

/** Behind the next of it; the end where there is none. */
function past(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from)
  return at < 0 ? html.length : at + end.length
}

function pastComment(html: string, at: number): number {
  if (html.startsWith('>', at + 4)) return at + 5
  return past(html, '-->', at + 4)
}

/** Where an element ends in which nothing else does. */
function closing(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}`, 'gi')
  pattern.lastIndex = from
  return pattern.exec(html)?.index ?? html.length
}
