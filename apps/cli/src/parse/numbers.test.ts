import { describe, expect, it } from 'vitest'
import { UsageError } from '../outcome/usage-error.ts'
import { atLeastZero, milliseconds, realNumber, wholeNumber } from './numbers.ts'

describe('numbers of flags', () => {
  it.each([
    ['90', 90_000],
    ['1.5s', 1500],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['250ms', 250],
  ])('reads the time %s', (text, expected) => {
    expect(milliseconds('timeout', text)).toBe(expected)
  })

  it.each(['', '0', '-1', 'soon', '1d', '1 m s'])('refuses the time %j', (text) => {
    expect(() => milliseconds('timeout', text)).toThrow(UsageError)
  })

  it.each(['0', '-3', '1.5', 'many', '1e400'])('refuses the whole number %j', (text) => {
    expect(() => wholeNumber('max-turns', text)).toThrow('--max-turns')
  })

  it('reads numbers, and nothing where nothing was given', () => {
    expect([wholeNumber('n', '1_000'), realNumber('n', '0.5'), realNumber('n', '0')]).toEqual([
      1000, 0.5, 0,
    ])
    expect([wholeNumber('n', undefined), realNumber('n', undefined)]).toEqual([
      undefined,
      undefined,
    ])
    expect(() => realNumber('max-cost', ' ')).toThrow('--max-cost')
  })
})

it('says where 0 will do', () => {
  expect(atLeastZero('http', undefined)).toBeUndefined()
  expect(atLeastZero('http', '0')).toBe(0)
  expect(atLeastZero('http', '8_700')).toBe(8700)
  for (const text of ['abc', '', '_', '-1', '0.5'])
    expect(() => atLeastZero('http', text)).toThrow('a whole number 0 or above')
  for (const text of ['0', '']) expect(() => wholeNumber('x', text)).toThrow('above 0')
})
