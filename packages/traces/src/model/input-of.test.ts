import { expect, it } from 'vitest'
import { inputOf } from '../index.ts'

it('is what somebody made of it, else its JSON, else its text', () => {
  expect(inputOf({ given: { a: 2 }, input: '{"a":1}' })).toEqual({ a: 2 })
  expect(inputOf({ given: undefined, input: '{"a":1}' })).toEqual({ a: 1 })
  expect(inputOf({ given: undefined, input: 'null' })).toBe(null)
  expect(inputOf({ given: undefined, input: '{"a":' })).toBe('{"a":')
})

it('is the text where it is deeper than anybody writes again', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  expect(inputOf({ given: undefined, input: deep })).toBe(deep)
})
