// A line that a person types, and what the keys of an editor do to it. Pure.
import { charactersOf } from '../print/text-width.ts'
import type { Typed } from '../print/typed-window.ts'
import type { Key } from './key.ts'

export const emptyLine: Typed = { text: '', at: 0 }

/** A text with the cursor behind it. */
export const lineOf = (text: string): Typed => ({ text, at: text.length })

/** The line behind a key; the same one where the key means nothing in it. */
export function typeKey(line: Typed, key: Key): Typed {
  const act = editing[nameOf(key)]
  if (act) return act(line)
  return key.text === '' ? line : insert(line, key.text)
}

const nameOf = ({ name, ctrl, meta }: Key) => `${ctrl ? 'ctrl-' : ''}${meta ? 'meta-' : ''}${name}`

export const insert = ({ text, at }: Typed, more: string): Typed => ({
  text: text.slice(0, at) + more + text.slice(at),
  at: at + more.length,
})

type Edit = (line: Typed) => Typed
type Place = (line: Typed) => number

const characterBefore: Place = ({ text, at }) =>
  at - ([...charactersOf(text.slice(0, at))].at(-1)?.length ?? 0)
const characterBehind: Place = ({ text, at }) =>
  at + ([...charactersOf(text.slice(at))][0]?.length ?? 0)
const rowStart: Place = ({ text, at }) => text.lastIndexOf('\n', at - 1) + 1
const rowEnd: Place = ({ text, at }) => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
const wordBefore: Place = ({ text, at }) => /\S*\s*$/u.exec(text.slice(0, at))?.index ?? 0
const wordBehind: Place = ({ text, at }) => at + (/^\s*\S*/u.exec(text.slice(at))?.[0].length ?? 0)

const move =
  (to: Place): Edit =>
  (line) => ({ text: line.text, at: to(line) })

const cut =
  (to: Place): Edit =>
  (line) => {
    const other = to(line)
    const from = Math.min(line.at, other)
    return { text: line.text.slice(0, from) + line.text.slice(Math.max(line.at, other)), at: from }
  }

const editing: Readonly<Record<string, Edit>> = {
  left: move(characterBefore),
  'ctrl-b': move(characterBefore),
  right: move(characterBehind),
  'ctrl-f': move(characterBehind),
  home: move(rowStart),
  'ctrl-a': move(rowStart),
  end: move(rowEnd),
  'ctrl-e': move(rowEnd),
  'ctrl-left': move(wordBefore),
  'meta-b': move(wordBefore),
  'ctrl-right': move(wordBehind),
  'meta-f': move(wordBehind),
  backspace: cut(characterBefore),
  'ctrl-h': cut(characterBefore),
  delete: cut(characterBehind),
  'ctrl-d': cut(characterBehind),
  'ctrl-u': cut(rowStart),
  'ctrl-k': cut(rowEnd),
  'ctrl-w': cut(wordBefore),
  'meta-backspace': cut(wordBefore),
  'meta-d': cut(wordBehind),
  'meta-return': (line) => insert(line, '\n'),
  'meta-enter': (line) => insert(line, '\n'),
}
