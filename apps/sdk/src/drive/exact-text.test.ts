import { expect, it } from 'vitest'
import { exactText } from './exact-text.ts'

it.each([
  ['a command in several lines', 'cd a\n\tls -l', 'cd a\n\tls -l'],
  ['words of any language and a picture', 'größe テスト 🍷 ❤️', 'größe テスト 🍷 ❤️'],
  ['Windows line ends', 'a\r\nb', 'a\nb'],
  ['a line that would be written over', 'rm -rf x\rls', 'rm -rf x\\u{D}ls'],
  ['an escape sequence', 'a\u001B[2Kb', 'a\\u{1B}[2Kb'],
  ['writing that is turned', 'a\u202Egnp.exe', 'a\\u{202E}gnp.exe'],
  ['what has no width', 'rm\u200B x', 'rm\\u{200B} x'],
  ['tags', 'a\u{E0041}b', 'a\\u{E0041}b'],
  [
    'what no font has a sign for',
    'a\u034F\u180B\u2800\u{E0100}b',
    'a\\u{34F}\\u{180B}\\u{2800}\\u{E0100}b',
  ],
  ['half a character', 'a\uD800b', 'a\\u{D800}b'],
])('shows %s', (_, text, shown) => {
  expect(exactText(text)).toBe(shown)
})
