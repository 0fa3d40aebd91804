import type { Json } from '@harness/kernel'
import { jsonIn } from './json-in.ts'
import type { CallStep } from './trace.ts'

/** What a tool was given; what is no JSON is the text that the model wrote. */
export function inputOf({ given, input }: Pick<CallStep, 'given' | 'input'>): Json {
  if (given !== undefined) return given
  const value = jsonIn(input)
  return value === undefined ? input : value
}
