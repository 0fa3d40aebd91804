import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { splitFrontMatter } from './split-front-matter.ts'

export interface FrontMatterEntry {
  key: string
  value: unknown
  /** Where the key stands, from 1. */
  line: number
}

export type FrontMatter =
  | { kind: 'read'; entries: FrontMatterEntry[]; body: string }
  | { kind: 'broken'; line: number; message: string }

/**
 * A Markdown text in two: the YAML between its first line `---` and the next, key by key, and the rest. Without a first
 * line `---` it is all body, and so is a later `---`. `mend` makes another YAML of one that cannot be read, of the same
 * lines. Never throws.
 */
export function readFrontMatter(text: string, mend?: (source: string) => string): FrontMatter {
  const split = splitFrontMatter(text)
  if (!split) return broken(1, 'The front matter has no end. Close it with a line ---.')
  const { source, body } = split
  if (source === undefined) return { kind: 'read', entries: [], body }
  const read = readYaml(source, body)
  if (read.kind === 'read' || !mend) return read
  const mended = readYaml(mend(source), body)
  return mended.kind === 'read' ? mended : read
}

/** What people write there is a few lines: YAML of megabytes takes minutes to read. */
const mostChars = 16 * 1024

function readYaml(source: string, body: string): FrontMatter {
  if (source.length > mostChars)
    return broken(2, `The front matter has over ${mostChars} characters. Shorten it.`)
  try {
    return parse(source, body)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return broken(2, `The front matter cannot be read: ${error.message}`)
  }
}

/** The first line of the YAML is the second of the file. No aliases: nobody needs them here, and few can be very many. */
function parse(source: string, body: string): FrontMatter {
  const counter = new LineCounter()
  const lineAt = (offset: number | undefined) => counter.linePos(offset ?? 0).line + 1
  const document = parseDocument(source, {
    lineCounter: counter,
    prettyErrors: false,
    logLevel: 'error',
  })
  const [error] = document.errors
  if (error) return broken(lineAt(error.pos[0]), `This is not YAML: ${error.message}`)
  const { contents } = document
  if (contents === null) return { kind: 'read', entries: [], body }
  if (!isMap(contents)) return broken(2, 'The front matter has no keys. Write key: value.')
  const entries: FrontMatterEntry[] = []
  for (const { key, value } of contents.items) {
    if (!isScalar(key)) return broken(2, 'A key of the front matter is no text.')
    const plain: unknown = isNode(value) ? value.toJS(document, { maxAliasCount: 0 }) : null
    entries.push({ key: String(key.value), value: plain, line: lineAt(key.range?.[0]) })
  }
  return { kind: 'read', entries, body }
}

const broken = (line: number, message: string): FrontMatter => ({ kind: 'broken', line, message })
