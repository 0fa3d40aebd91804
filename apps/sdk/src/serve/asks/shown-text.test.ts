import { expect, it } from 'vitest'
import { shownLine, shownText } from './shown-text.ts'

it('shows by its number whatever a screen would act on or not show', () => {
  expect(shownText('a\u{1b}[31m\r\u{202E}\u{200B}\u{E0041}\u{2028}b', 100)).toBe(
    'a\\u{1B}[31m\\u{D}\\u{202E}\\u{200B}\\u{E0041}\\u{2028}b',
  )
  expect(shownText('a\r\n\tb ä 日本', 100)).toBe('a\n\tb ä 日本')
})

it('shows what no font has a sign for, and leaves an emoji what makes it one', () => {
  const unseen = ['34F', '17B4', '180B', '2065', '2800', '3164', 'E0100', 'E01EF', 'E0FFF', 'FFF0']
  for (const code of unseen)
    expect(shownText(`a${String.fromCodePoint(Number.parseInt(code, 16))}b`, 100)).toBe(
      `a\\u{${code}}b`,
    )
  expect(shownText('❤\u{FE0F}', 100)).toBe('❤\u{FE0F}')
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
  expect(shownLine(`yes${' '.repeat(50)}and no`, 10)).toBe('yes…')
  expect(shownLine(`yes${' '.repeat(50)}`, 10)).toBe('yes')
})
