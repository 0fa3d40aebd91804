import { randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'

import { jsonFault } from './json-fault.ts'

it.each([
  ['', 1, 1],
  ['{"a": x}', 1, 7],
  ['{"a": 1,}', 1, 9],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['[1 2]', 1, 4],
  ['[1}', 1, 3],
  ['{"a": [1, 2', 1, 12],
  ['{"a": "b\n"}', 1, 7],
  ['{a: 1}', 1, 2],
  ['// note\n{}', 1, 1],
  ['{} {}', 1, 4],
  ['[01]', 1, 3],
  ['{\r\n"a" 1}', 2, 5],
])('%j is wrong at line %i, column %i', (text, line, column) => {
  expect(() => JSON.parse(text)).toThrow('JSON')
  expect(jsonFault(text)).toEqual({ line, column })
})

it('finds the line that JSON.parse finds, whatever is cut out of a text', () => {
  const value = { a: [1, -2.5e3, true, null, { b: 'x "quoted" ü' }], c: {}, d: [], e: '\u0001' }
  const whole = JSON.stringify(value, null, 2)
  const random = randomFrom(7)
  let compared = 0
  for (let round = 0; round < 3000; round++) {
    const from = Math.floor(random() * whole.length)
    const cut = whole.slice(0, from) + whole.slice(from + 1 + Math.floor(random() * 3))
    const said = placeSaid(cut)
    if (!said) continue
    compared += 1
    const { line, column } = jsonFault(cut)
    expect({ cut, line }).toEqual({ cut, line: said.line })
    // The engine points into what is no token; the place here is where that begins.
    expect(column).toBeLessThanOrEqual(said.column)
  }
  expect(compared).toBeGreaterThan(500)
})

/** Where the engine says that a text is wrong, where it does. */
function placeSaid(text: string): { line: number; column: number } | undefined {
  try {
    JSON.parse(text)
  } catch (error) {
    const found = /line (\d+) column (\d+)/.exec(String(error))
    return found ? { line: Number(found[1]), column: Number(found[2]) } : undefined
  }
  return undefined
}
