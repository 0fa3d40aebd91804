import { jsonFault } from '../offline/json-fault.ts'

/** What keeps a text from being JSON, and from which of its lines and columns on; undefined when nothing does. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    // The engine names what it met, and only of some faults the place.
    const { line, column } = jsonFault(text)
    const reason = error instanceof Error ? error.message : 'it cannot be parsed'
    return `it is no JSON from its line ${line}, column ${column} on: ${reason}`
  }
}
