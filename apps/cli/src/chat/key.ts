import type { Key as NodeKey } from 'node:readline'

/** A key that was pressed, or a text that was pasted. */
export interface Key {
  /** As Node calls it: `return`, `left`, `a`; empty for a character without a name and for a paste. */
  name: string
  ctrl: boolean
  meta: boolean
  /** What it writes; empty where it writes nothing. */
  text: string
}

/** Of what Node tells of a key. */
export function keyOf(text: string | undefined, { name = '', ctrl, meta }: NodeKey): Key {
  const isText = !ctrl && !meta && text !== undefined && /^\P{Cc}+$/u.test(text)
  return {
    name,
    ctrl: ctrl === true,
    meta: meta === true && name !== 'escape',
    text: isText ? text : '',
  }
}

export const pasted = (text: string): Key => ({ name: '', ctrl: false, meta: false, text })

export const isEnter = ({ name, meta }: Key) => (name === 'return' || name === 'enter') && !meta

export const isCtrl = ({ ctrl, name }: Key, letter: string) => ctrl && name === letter
