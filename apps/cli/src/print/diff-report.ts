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
  const colour = coloursFor(screen)
  return [
    `${a} and ${b} are the same for ${same} events. Event ${difference.seq} differs: ${colour('bold', difference.class)}`,
    ...placeLines(difference),
    '',
    ...sideLines(difference, { a, b }, colour),
    '',
  ].join('\n')
}

/** One difference, where what is the same before it is told elsewhere. */
export function differenceLines(
  difference: LogDifference,
  names: { a: string; b: string },
  screen: Screen,
): string[] {
  const colour = coloursFor(screen)
  return [
    colour('bold', difference.class),
    ...placeLines(difference),
    ...sideLines(difference, names, colour),
  ]
}

const placeLines = ({ path, offset }: LogDifference): string[] =>
  path.length > 0 ? [`at ${plainText(`${path.join('.')}, byte ${offset}`)}`] : []

const sideLines = (
  { types, ...difference }: LogDifference,
  { a, b }: { a: string; b: string },
  colour: ReturnType<typeof coloursFor>,
): string[] => [
  colour('red', `- ${a}  ${types.a ?? 'has ended'}`),
  ...lines(difference.a, '- ', (text) => colour('red', text)),
  colour('green', `+ ${b}  ${types.b ?? 'has ended'}`),
  ...lines(difference.b, '+ ', (text) => colour('green', text)),
]

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
