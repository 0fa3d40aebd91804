import { expect, it } from 'vitest'
import { asksForJson } from './asks-for-json.ts'

it.each([[['--json']], [['--output-format=json']], [['hi', '-o', 'json']]])('%j does', (args) => {
  expect(asksForJson(args)).toBe(true)
})

it.each([[['json']], [['-o', 'text', 'json']], [['x', '--', 'y', '--json']], [[]]])(
  '%j does not',
  (args) => {
    expect(asksForJson(args)).toBe(false)
  },
)
