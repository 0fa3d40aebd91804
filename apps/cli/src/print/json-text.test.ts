import { expect, it } from 'vitest'
import { jsonText } from './json-text.ts'

it('says the same, and holds no character that a terminal would obey', () => {
  const value = { text: 'a\u001b[2J\u009b2J\u007f\u202e\u2066\u061cä\u{1f600}\n' }
  const text = jsonText(value, 2)
  expect(JSON.parse(text)).toEqual(value)
  expect(text).not.toMatch(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]/u,
  )
  expect(text).toContain('ä\u{1f600}')
})
