import { expect, it } from 'vitest'
import { typedWindow } from './typed-window.ts'

it.each([
  ['all of it, where it fits', 'abc', 3, 10, 'abc', 3],
  ['its end, where it does not', 'abcdefgh', 8, 5, 'efgh', 4],
  ['what is around the cursor', 'abcdefgh', 2, 5, 'abcde', 2],
  ['whole characters of two columns', '漢字漢字', 4, 6, '漢字', 4],
  ['no line ends and no escape codes', 'a\nb\u{1b}[2Jc', 3, 10, 'a⏎bc', 3],
])('shows %s', (_, text, at, room, shown, column) => {
  expect(typedWindow({ text, at }, room)).toEqual({ shown, column })
})
