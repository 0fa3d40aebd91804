import { expect, it } from 'vitest'
import { cleanText } from './clean-text.ts'

it('shows what is invisible, and leaves what is written alone', () => {
  const cases: [string, string][] = [
    ['plain\n\ttext é 漢 👩‍👩‍👧', 'plain\n\ttext é 漢 👩‍👩‍👧'],
    ['\u001b[1;31mred\u001b(B\u001b[m', 'red'],
    ['\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\', '␛]8;;http://x␇link␛]8;;␛\\'],
    ['\u001b]hidden', '␛]hidden'],
    ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['\u0000\u0007', '␀␇'],
    ['user\u202etxt.exe', 'user⟦U+202E⟧txt.exe'],
    ['\u{e0041}', '⟦U+E0041⟧'],
    ['\ud83d', '\ufffd'],
  ]
  for (const [text, shown] of cases) {
    expect(cleanText(text)).toBe(shown)
    expect(cleanText(shown)).toBe(shown)
  }
})

it('takes time in proportion to a text, however it is made', () => {
  const bad = '\u001b['.repeat(500_000)
  expect(cleanText(bad)).toBe('␛['.repeat(500_000))
})
