import { Json } from '@harness/kernel'

/** The text as JSON; undefined when it is none. */
export function jsonOf(text: string): Json | undefined {
  try {
    return Json.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
