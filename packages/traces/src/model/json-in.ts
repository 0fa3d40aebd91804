import type { Json } from '@harness/kernel'
import { isDeeper } from './is-deeper.ts'

/** What is deeper is a text like any other: models write it when they lose the thread. */
const deepest = 200

/** The JSON that a text is; undefined when it is none. */
export function jsonIn(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return isDeeper(value, deepest) ? undefined : value
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
