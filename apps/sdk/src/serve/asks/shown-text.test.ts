import { expect, it } from 'vitest'
import { shownLine, shownText } from './shown-text.ts'

it('shows by its number whatever a screen would act on or not show', () => {
  expect(shownText('a\u{1b}[31m\r\u{202E}\u{200B}\u{E0041}\u{2028}b', 100)).toBe(
    'a\\u{1B}[31m\\u{D}\\u{202E}\\u{200B}\\u{E0041}\\u{2028}b',
  )
  expect(shownText('a\r\n\tb ä 日本', 100)).toBe('a\n\tb ä 日本')
})

it('leaves out the middle of what is long, and says how much', () => {
  const text = `${'a'.repeat(900)}${'b'.repeat(600)}`
  expect(shownText(text, 1000)).toBe(
    `${'a'.repeat(750)}\n[… 500 characters are not shown here …]\n${'b'.repeat(250)}`,
  )
  expect(shownText(text, 1500)).toBe(text)
})

it('puts on one line what is to be one', () => {
  expect(shownLine(' a\n\n b\u{0} ', 10)).toBe('a b\\u{0}')
  expect(shownLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`)
})
