import { styleText } from 'node:util'
import type { Screen } from './screen.ts'

type Style = Parameters<typeof styleText>[0]

/** Colours text for a stream: on terminals only, and not where NO_COLOR or a dumb terminal says so. */
export function coloursFor(screen: Screen): (style: Style, text: string) => string {
  const { env } = process
  const wanted = screen.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return wanted
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text
}
