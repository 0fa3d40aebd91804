import type { Node, ParseError } from 'jsonc-parser'
import type { KeyPath } from '../key-path.ts'
import { expectedOf } from './expected-of.ts'
import type { Place } from './place.ts'

/** Something wrong at an offset of a text. */
interface TextFault {
  readonly offset: number
  readonly path: KeyPath
  readonly message: string
}

export interface ParsedText {
  readonly value: unknown
  readonly place: Place
  readonly faults: readonly TextFault[]
}

type Jsonc = typeof import('jsonc-parser')

const deepest = 100

/** JSON with comments and trailing commas. An empty text is an empty map. Of faults in the syntax it tells the first. */
export async function parseText(text: string): Promise<ParsedText> {
  const jsonc = await import('jsonc-parser')
  const depth = tooDeep(text, jsonc)
  if (depth !== undefined) return broken(depth, `This is nested over ${deepest} levels deep.`)
  const errors: ParseError[] = []
  const root = jsonc.parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true })
  const [first] = errors
  if (first) return broken(first.offset, expectedOf(jsonc.printParseErrorCode(first.error)))
  if (!root) return { value: {}, place: { offset: 0, parts: new Map() }, faults: [] }
  if (root.type !== 'object') return broken(root.offset, 'Expected a map: { "key": value }.')
  const faults: TextFault[] = []
  const { value, place } = read(root, { path: [], offset: root.offset, faults })
  return { value, place, faults }
}

const broken = (offset: number, message: string): ParsedText => ({
  value: {},
  place: { offset, parts: new Map() },
  faults: [{ offset, path: [], message }],
})

/** The parser calls itself for every bracket, so they are counted before. */
function tooDeep(text: string, { createScanner }: Jsonc): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (;;) {
    scanner.scan()
    if (scanner.getTokenLength() === 0) return undefined
    const character = text[scanner.getTokenOffset()]
    if (character === '[' || character === '{') depth++
    if (character === ']' || character === '}') depth--
    if (depth > deepest) return scanner.getTokenOffset()
  }
}

interface Reading {
  path: KeyPath
  offset: number
  faults: TextFault[]
}

type Read = { value: unknown; place: Place }

function read(node: Node, reading: Reading): Read {
  const { path, offset, faults } = reading
  const children = node.children ?? []
  if (node.type === 'object') return readMap(children, reading)
  if (node.type === 'array') {
    const items = children.map((child, index) =>
      read(child, { path: [...path, index], offset: child.offset, faults }),
    )
    const parts = new Map(items.map(({ place }, index) => [index, place]))
    return { value: items.map(({ value }) => value), place: { offset, parts } }
  }
  const value: unknown = node.value
  return { value, place: { offset, parts: new Map() } }
}

function readMap(properties: readonly Node[], { path, offset, faults }: Reading): Read {
  const parts = new Map<string, Place>()
  const entries: [string, unknown][] = []
  for (const { offset: at, children: [name, node] = [] } of properties) {
    if (!name || !node) continue
    const key = String(name.value)
    const inside = [...path, key]
    if (key === '__proto__') {
      faults.push({ offset: at, path: inside, message: 'There is no such key.' })
    } else if (parts.has(key)) {
      faults.push({ offset: at, path: inside, message: 'This key stands here twice. Remove one.' })
    } else {
      const { value, place } = read(node, { path: inside, offset: at, faults })
      parts.set(key, place)
      entries.push([key, value])
    }
  }
  // Makes own properties of names that an assignment would not.
  return { value: Object.fromEntries(entries), place: { offset, parts } }
}
