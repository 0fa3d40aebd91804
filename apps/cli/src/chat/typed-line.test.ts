import { expect, it } from 'vitest'
import { keyOf, pasted, type Key } from './key.ts'
import { emptyLine, lineOf, typeKey } from './typed-line.ts'

const named = (name: string, more: Partial<Key> = {}): Key => ({
  name,
  ctrl: false,
  meta: false,
  text: '',
  ...more,
})
const ctrl = (name: string) => named(name, { ctrl: true })
const written = (text: string) => Array.from(text, (character) => keyOf(character, {}))
const typed = (...keys: Key[]) => keys.reduce(typeKey, emptyLine)

it('takes characters of every width, one after the other', () => {
  expect(typed(...written('fix 漢字 🎉'))).toEqual(lineOf('fix 漢字 🎉'))
})

it('takes a paste as it is, line ends too, behind the cursor', () => {
  const line = typed(...written('ab'), named('left'), pasted('one\ntwo'))
  expect(line).toEqual({ text: 'aone\ntwob', at: 8 })
})

it.each([
  ['backspace', named('backspace'), 'one two 👨‍👩‍👧'],
  ['Ctrl-W', ctrl('w'), 'one two 👨‍👩‍👧é'],
  ['Alt-Backspace', named('backspace', { meta: true }), 'x'],
])('%s takes a whole character or word', (_, key, before) => {
  const expected = key.ctrl || key.meta ? before.replace(/\S+$/u, '') : 'one two '
  expect(typeKey(lineOf(before), key)).toEqual(lineOf(expected))
})

it('Ctrl-U empties the line before the cursor, Ctrl-K behind it, each up to a line end', () => {
  const line = { text: 'one\ntwo three\nfour', at: 8 }
  expect(typeKey(line, ctrl('u'))).toEqual({ text: 'one\nthree\nfour', at: 4 })
  expect(typeKey(line, ctrl('k'))).toEqual({ text: 'one\ntwo \nfour', at: 8 })
})

it.each([
  [named('home'), 4],
  [ctrl('a'), 4],
  [named('end'), 13],
  [ctrl('e'), 13],
  [named('left'), 7],
  [named('right'), 9],
  [named('b', { meta: true }), 4],
  [named('f', { meta: true }), 13],
])('%j moves the cursor', (key, at) => {
  expect(typeKey({ text: 'one\ntwo three\nfour', at: 8 }, key).at).toBe(at)
})

it('goes nowhere beyond its ends, and by no other key', () => {
  for (const key of [named('left'), named('backspace'), ctrl('w'), named('f5'), named('escape')])
    expect(typeKey(emptyLine, key)).toEqual(emptyLine)
  for (const key of [
    named('right'),
    named('delete'),
    ctrl('y'),
    keyOf('\u{1b}', { name: 'escape' }),
  ])
    expect(typeKey(lineOf('ab'), key)).toEqual(lineOf('ab'))
})
