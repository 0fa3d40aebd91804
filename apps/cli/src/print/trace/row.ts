// One row of a trace: where it stands, when, what, and what it came to.
import { maskSecrets } from '@harness/kernel'
import type { coloursFor } from '../colours.ts'
import { shorten } from '../format.ts'
import { plainLine, plainText } from '../plain-text.ts'
import { widthOf } from '../text-width.ts'

/** What rows can be chosen by. */
export const rowKinds = ['inputs', 'models', 'calls', 'edits', 'asks', 'tasks', 'errors'] as const
export type RowKind = (typeof rowKinds)[number]

export interface Row {
  /** Of an event its `seq`, of a call its id. */
  place: string
  /** Milliseconds since 1970. */
  at: number
  /** How far in it stands: 0 for what happens to a session, 1 for a call. */
  depth: number
  mark: '›' | '⚙' | '✓' | '✗' | '?' | '◌' | '▸' | '·' | '■' | '≡' | ' '
  what: string
  /** What it came to, the most wanted first. */
  tail: readonly string[]
  /** What else is worth a line. */
  details: readonly string[]
  /** All of what was said and done, in full: a name and a text for each. */
  content: readonly (readonly [name: string, text: string])[]
  kinds: ReadonlySet<RowKind>
  tool?: string
}

export interface RowStyle {
  columns: number
  colour: ReturnType<typeof coloursFor>
  /** When the trace began, in milliseconds since 1970. */
  began: number
  showContent: boolean
}

const least = 16

/** What looks like a secret is for nobody's eyes. */
const maskedLine = (text: string): string => plainLine(maskSecrets(text))

/** A row as text, with its line ends. */
export function rowText(row: Row, style: RowStyle): string {
  const { columns, colour, began } = style
  const indent = '  '.repeat(row.depth)
  const place = row.place.padStart(7)
  const head = `${place}  ${clock(row.at - began)}  `
  const room = columns - widthOf(head) - indent.length - 2
  const parts = row.tail.map((part) => ` · ${shorten(maskedLine(part), Math.floor(room / 3))}`)
  const tail = shorten(parts.join(''), room - least)
  const what = shorten(maskedLine(row.what), room - widthOf(tail))
  const text = `${paint(row, what, colour)}${colour('dim', tail)}`
  const first = `${colour('dim', head)}${indent}${markOf(row, colour)} ${text}`.trimEnd()
  const margin = ' '.repeat(widthOf(head) + indent.length + 2)
  const details = style.showContent ? contentLines(row) : row.details.flatMap(shortLine)
  return [first, ...details.map((line) => `${margin}${line}`.trimEnd())].join('\n') + '\n'

  function shortLine(detail: string): string[] {
    const line = maskedLine(detail)
    if (line === '') return []
    const isBad = row.mark === '✗'
    return [colour(isBad ? 'red' : 'dim', shorten(line, columns - widthOf(margin)))]
  }
}

const contentLines = (row: Row): string[] =>
  row.content.flatMap(([name, text]) => {
    if (text === '') return []
    const lines = plainText(maskSecrets(text)).replace(/\n+$/u, '').split('\n')
    return [`${name}:`, ...lines.map((line) => `  ${line}`)]
  })

function paint(row: Row, what: string, colour: RowStyle['colour']): string {
  if (row.mark === '›') return colour('bold', what)
  if (row.mark === '✗') return colour('red', what)
  return what
}

function markOf({ mark }: Row, colour: RowStyle['colour']): string {
  switch (mark) {
    case '✓':
      return colour('green', mark)
    case '✗':
      return colour('red', mark)
    case '?':
    case '◌':
      return colour('yellow', mark)
    case '▸':
      return colour('cyan', mark)
    default:
      return mark
  }
}

/** `0:03.2`, `12:40.0`, `1:02:40`. */
function clock(ms: number): string {
  const tenths = Math.max(0, Math.floor(ms / 100))
  const seconds = Math.floor(tenths / 10)
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const two = (count: number) => String(count).padStart(2, '0')
  const text =
    hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}.${tenths % 10}`
  return text.padStart(7)
}
