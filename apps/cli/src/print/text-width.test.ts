import { expect, it } from 'vitest'
import { cutToWidth, widthOf } from './text-width.ts'

it.each([
  ['', 0],
  ['plain', 5],
  ['日本語', 6],
  ['ｱｲｳ', 3],
  ['한국어', 6],
  ['ＡＢ', 4],
  ['e\u0301', 1],
  ['é', 1],
  ['👍', 2],
  ['👍🏽', 2],
  ['👩‍👩‍👧', 2],
  ['🇯🇵', 2],
  ['❤️', 2],
  ['❤', 1],
  ['✓ · …', 5],
  ['a\u200bb', 2],
  ['𠮷', 2],
])('%s takes %d columns', (text, width) => {
  expect(widthOf(text)).toBe(width)
})

it('cuts no character in two, and takes no column too many', () => {
  expect(cutToWidth('日本語', 5)).toBe('日本')
  expect(cutToWidth('a👩‍👩‍👧b', 2)).toBe('a')
  expect(cutToWidth('a👩‍👩‍👧b', 3)).toBe('a👩‍👩‍👧')
  expect(cutToWidth('e\u0301e\u0301', 1)).toBe('e\u0301')
  expect(cutToWidth('plain', 3)).toBe('pla')
  expect(cutToWidth('日本', -1)).toBe('')
})
