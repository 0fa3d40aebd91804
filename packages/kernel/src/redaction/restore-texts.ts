import { Json } from '../events/json.ts'
import type { Redactor } from '../ports/redactor.ts'
import { mapTexts } from './map-texts.ts'

/** A value in which every placeholder is its secret again, or those for which there is none. */
export type RestoredJson<Value> =
  | { kind: 'restored'; value: Value; /** Whether there were any. */ isChanged: boolean }
  | { kind: 'missing'; placeholders: readonly string[] }

/** Restores text by text. `parse` tells what comes of it. */
export function restoreTexts<Value>(
  value: Value,
  redactor: Redactor | undefined,
  parse: (value: unknown) => Value,
): RestoredJson<Value> {
  if (!redactor) return { kind: 'restored', value, isChanged: false }
  const lost = new Set<string>()
  const restored = mapTexts(value, (text) => {
    const { text: whole, missing } = redactor.restore(text)
    for (const one of missing) lost.add(one)
    return whole
  })
  if (lost.size > 0) return { kind: 'missing', placeholders: [...lost] }
  if (restored === value) return { kind: 'restored', value, isChanged: false }
  return { kind: 'restored', value: parse(restored), isChanged: true }
}

/** Restores what a tool is given. */
export const restoreJson = (value: Json, redactor: Redactor | undefined): RestoredJson<Json> =>
  restoreTexts(value, redactor, (restored) => Json.parse(restored))
