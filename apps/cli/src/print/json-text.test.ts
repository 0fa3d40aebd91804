import { expect, it } from 'vitest'
import { jsonText } from './json-text.ts'
import { plainText } from './plain-text.ts'

it('says the same, and holds no character that a terminal would obey', () => {
  const value = { text: 'a\u001b[2J\u009b2J\u007f\u202e\u2066\u061cä\u{1f600}\n' }
  const text = jsonText(value, 2)
  expect(JSON.parse(text)).toEqual(value)
  expect(plainText(text)).toBe(text)
  expect(text).toContain('ä\u{1f600}')
})
