import type TurndownService from 'turndown'

/** More would take seconds. */
const mostCharacters = 2_000_000
/** Deeper than any page that people read; the library walks it by calling itself. */
const deepest = 400

/** A page as Markdown, links made whole. What cannot be converted is its text. */
export async function htmlToMarkdown(html: string, base: URL): Promise<string> {
  const page = html.slice(0, mostCharacters)
  if (depthOf(page) > deepest) return textOf(page)
  const { default: Turndown } = await import('turndown')
  const turndown = new Turndown({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  })
  turndown.remove(['script', 'style', 'noscript', 'iframe', 'template', 'nav', 'footer', 'button'])
  turndown.remove((node) => node.nodeName === 'SVG' || node.nodeName === 'svg')
  addLinks(turndown, base)
  addTables(turndown)
  return turndown.turndown(page).replaceAll(/\n{3,}/g, '\n\n')
}

function addLinks(turndown: TurndownService, base: URL): void {
  turndown.addRule('link', {
    filter: (node) => node.nodeName === 'A' && node.getAttribute('href') !== null,
    replacement: (content, node) => {
      const href = whole(attribute(node, 'href'), base)
      const words = content.trim()
      return href === undefined || words === '' ? content : `[${words}](${href})`
    },
  })
  turndown.addRule('image', {
    filter: 'img',
    replacement: (_, node) => {
      const alt = attribute(node, 'alt').trim()
      const source = whole(attribute(node, 'src'), base)
      return alt === '' || source === undefined ? alt : `![${alt}](${source})`
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
  return /^(https?|mailto):$/.test(url.protocol) ? url.href : undefined
}

/** Rows with bars between their cells; a line under the first one. */
function addTables(turndown: TurndownService): void {
  turndown.addRule('cell', {
    filter: ['th', 'td'],
    replacement: (content) =>
      ` ${content
        .trim()
        .replaceAll(/\s*\n\s*/g, ' ')
        .replaceAll('|', String.raw`\|`)} |`,
  })
  turndown.addRule('row', {
    filter: 'tr',
    replacement: (content, node) => {
      const row = `\n|${content.replaceAll('\n', '')}`
      const isFirst = node.previousSibling === null && node.parentNode?.previousSibling === null
      const cells = content.split(/(?<!\\)\|/).length - 1
      return isFirst ? `${row}\n|${' --- |'.repeat(cells)}` : row
    },
  })
  turndown.addRule('rows', {
    filter: ['table', 'thead', 'tbody', 'tfoot'],
    replacement: (content, node) => (node.nodeName === 'TABLE' ? `\n\n${content}\n\n` : content),
  })
}

/** How deep tags stand in one another, as written. */
function depthOf(html: string): number {
  let depth = 0
  let most = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][\w-]*)/gi)) {
    if (empty.has(name.toLowerCase())) continue
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1
    most = Math.max(most, depth)
  }
  return most
}

const empty = new Set([
  'br',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'p',
  'li',
  'td',
  'th',
  'tr',
  'option',
  'source',
  'wbr',
])

/** What is left when every tag is taken out. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/[ \t\r\f]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim()
