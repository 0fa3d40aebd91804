import { badSuite } from '../suite/parse-suite.ts'

/** The value that a suite's file of JSON says. Throws `bad_suite` where it is none. */
export function readJsonSuite(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw badSuite(path, [`it is no JSON: ${error.message}`], error)
  }
}

/** The value that a suite's file of YAML says. Throws `bad_suite` that names lines and columns. */
export async function readYamlSuite(text: string, path: string): Promise<unknown> {
  // Most programs that load this package read no YAML.
  const { LineCounter, parseDocument } = await import('yaml')
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => {
    const { line, col } = lineCounter.linePos(pos[0])
    return `line ${line}, column ${col}: ${message}`
  })
  if (faults.length > 0) throw badSuite(path, faults)
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    // What the library throws for too many aliases, and for one of an anchor that is not there.
    if (!(error instanceof ReferenceError)) throw error
    throw badSuite(path, [`its aliases cannot be followed: ${error.message}`], error)
  }
}
