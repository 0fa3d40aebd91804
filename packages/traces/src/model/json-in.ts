import { Json } from '@harness/kernel'

/** The JSON that a text is; undefined when it is none. */
export function jsonIn(text: string): Json | undefined {
  try {
    return Json.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
