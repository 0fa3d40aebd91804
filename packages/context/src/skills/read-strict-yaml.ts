import { isCollection, isMap, isScalar, parseDocument, visit } from 'yaml'

export type StrictYaml =
  | { kind: 'read'; fields: Map<string, unknown> }
  | { kind: 'no_mapping' }
  | { kind: 'broken'; message: string }

/** Reading takes the longer the more keys there are, squared. */
const mostChars = 16 * 1024

/**
 * YAML as the reference validator takes it: every scalar is text, and nothing of what makes YAML hard to read is there:
 * flow style, anchors, aliases, tags, a key twice. Never throws.
 */
export function readStrictYaml(source: string): StrictYaml {
  if (source.length > mostChars) {
    return { kind: 'broken', message: `The front matter has over ${mostChars} characters.` }
  }
  try {
    return parse(source)
  } catch (error) {
    // Deep nesting ends in a RangeError.
    if (error instanceof Error) return { kind: 'broken', message: error.message }
    throw error
  }
}

function parse(source: string): StrictYaml {
  const document = parseDocument(source, {
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'error',
  })
  const [error] = document.errors
  if (error) return { kind: 'broken', message: error.message }
  let refused: string | undefined
  const refuse = (why: string) => {
    refused = `${why} Write it as plain text or in quotes.`
    return visit.BREAK
  }
  visit(document, {
    Alias: () => refuse('An alias is not allowed.'),
    Pair: (_, { key }) => (isScalar(key) ? undefined : refuse('A key must be text.')),
    Node(_, node) {
      if (isCollection(node) && node.flow) return refuse('Flow style, [ ] or { }, is not allowed.')
      if ('anchor' in node && node.anchor) return refuse('An anchor is not allowed.')
      return node.tag === undefined ? undefined : refuse('A tag is not allowed.')
    },
  })
  if (refused !== undefined) return { kind: 'broken', message: refused }
  if (!isMap(document.contents)) return { kind: 'no_mapping' }
  const values: unknown = document.toJS({ mapAsMap: true })
  const fields = values instanceof Map ? [...values] : []
  return { kind: 'read', fields: new Map(fields.map(([key, value]) => [String(key), value])) }
}
