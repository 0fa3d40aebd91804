import type { LogDifference, SessionDiff } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { plainText } from './plain-text.ts'
import type { Screen } from './screen.ts'

/** Where two sessions part, for people. */
export function diffReport(
  { sessions: { a, b }, same, difference }: SessionDiff,
  screen: Screen,
): string {
  if (!difference) return `${a} and ${b} say the same: ${same} events.\n`
  const { seq, types, path, offset } = difference
  const colour = coloursFor(screen)
  const place = path.length > 0 ? `${path.join('.')}, byte ${offset}` : undefined
  return [
    `${a} and ${b} are the same for ${same} events. Event ${seq} differs: ${colour('bold', difference.class)}`,
    ...(place === undefined ? [] : [`at ${plainText(place)}`]),
    '',
    colour('red', `- ${a}  ${types.a ?? 'has ended'}`),
    ...lines(difference.a, '- ', (text) => colour('red', text)),
    colour('green', `+ ${b}  ${types.b ?? 'has ended'}`),
    ...lines(difference.b, '+ ', (text) => colour('green', text)),
    '',
  ].join('\n')
}

/** The text around the place, and what is left out of it. */
function lines(
  { text, before, bytes }: LogDifference['a'],
  sign: string,
  paint: (text: string) => string,
): string[] {
  if (bytes === 0) return []
  const isWhole = new TextEncoder().encode(text).length === bytes
  const shown = isWhole ? text : `…${text}…`
  const note = isWhole ? [] : [`${sign}(${bytes} bytes in all; ${before} characters before it)`]
  return [
    ...plainText(shown)
      .split('\n')
      .map((line) => paint(`${sign}  ${line}`)),
    ...note,
  ]
}
