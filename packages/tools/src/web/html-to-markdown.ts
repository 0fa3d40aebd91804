import { setImmediate as others } from 'node:timers/promises'
import type TurndownService from 'turndown'
import { simpleHtml } from './simple-html.ts'

export interface Conversion {
  /** Where the page is: links start from it, unless the page says otherwise. */
  base: URL
  /** Characters that are enough. */
  most: number
  signal: AbortSignal
}

/** A page as Markdown, links made whole, until there is enough of it. Rejects when the signal aborts. */
export async function htmlToMarkdown(
  html: string,
  { base, most, signal }: Conversion,
): Promise<{ text: string; isCut: boolean }> {
  const { default: Turndown } = await import('turndown')
  const turndown = new Turndown({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  })
  let from = base
  addLinks(turndown, (address) => whole(address, from))
  addTables(turndown)
  const parts: string[] = []
  let length = 0
  for (const piece of simpleHtml(html)) {
    if (length > most) return { text: parts.join('\n\n'), isCut: true }
    if (piece.base !== undefined && URL.canParse(piece.base, base.href))
      from = new URL(piece.base, base)
    const part = turndown.turndown(piece.html)
    if (part !== '') parts.push(part)
    length += part.length
    await others(undefined, { signal })
  }
  return { text: parts.join('\n\n'), isCut: false }
}

function addLinks(
  turndown: TurndownService,
  wholeOf: (address: string) => string | undefined,
): void {
  turndown.addRule('link', {
    filter: 'a',
    replacement: (content, node) => {
      const href = wholeOf(attribute(node, 'href'))
      const words = content.trim()
      return href === undefined || words === '' ? content : `[${words}](${href})`
    },
  })
  turndown.addRule('image', {
    filter: 'img',
    replacement: (_, node) => {
      const alt = attribute(node, 'alt')
      const source = wholeOf(attribute(node, 'src'))
      return source === undefined ? alt : `![${alt}](${source})`
    },
  })
}

const attribute = (node: object, name: string): string =>
  'getAttribute' in node && typeof node.getAttribute === 'function'
    ? String(node.getAttribute(name) ?? '')
    : ''

/** An address from here; undefined for what is none of the web. */
function whole(address: string, base: URL): string | undefined {
  if (!URL.canParse(address, base.href)) return undefined
  const url = new URL(address, base)
  // The end of a link in Markdown.
  return /^(https?|mailto):$/.test(url.protocol) ? url.href.replaceAll(')', '%29') : undefined
}

/** Rows with bars between their cells; a line under the first one. */
function addTables(turndown: TurndownService): void {
  turndown.addRule('cell', {
    filter: ['th', 'td'],
    replacement: (content) =>
      ` ${content
        .trim()
        .replaceAll(/ *\n\s*/g, ' ')
        .replaceAll('|', String.raw`\|`)} |`,
  })
  turndown.addRule('row', {
    filter: 'tr',
    replacement: (content, node) => {
      const row = `\n|${content.replaceAll('\n', '')}`
      const table = node.parentNode?.parentNode
      // A table may go on from an earlier piece.
      const isHead = node.previousSibling === null && table && attribute(table, 'id') !== 'more'
      return isHead ? `${row}\n|${' --- |'.repeat(node.childNodes.length)}` : row
    },
  })
  turndown.addRule('rows', {
    filter: ['table', 'tbody'],
    replacement: (content, node) => (node.nodeName === 'TABLE' ? `\n\n${content}\n\n` : content),
  })
}
