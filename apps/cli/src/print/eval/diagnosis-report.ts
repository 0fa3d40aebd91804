import type { DiagnosedRuns, Divergence, DivergedCase } from '@harness/evals/node'
import { coloursFor } from '../colours.ts'
import { differenceLines } from '../diff-report.ts'
import { shorten } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import type { Screen } from '../screen.ts'

const mostNames = 40
const longest = 300

type Attempt = DivergedCase['a']

/** Which cases moved, and where the sessions of an attempt of each side part. */
export function diagnosisReport(
  { fixed, regressed, failureChanged, stillFailing }: DiagnosedRuns,
  screen: Screen,
): string {
  const colour = coloursFor(screen)
  const part = (title: string, cases: readonly DivergedCase[]) =>
    cases.length === 0
      ? []
      : [
          [colour('bold', `${title}: ${cases.length}`)],
          ...cases.map((one) => caseLines(one, screen)),
        ]
  const names = stillFailing.slice(0, mostNames).map(({ id }) => plainLine(id))
  const more = stillFailing.length - names.length
  const blocks = [
    [
      `${fixed.length} fixed, ${regressed.length} regressed, ${failureChanged.length} fail in another way, ${stillFailing.length} still fail.`,
    ],
    ...part('Regressed', regressed),
    ...part('Fixed', fixed),
    ...part('Fails in another way', failureChanged),
    ...(names.length === 0
      ? []
      : [
          [
            colour('bold', 'Still fails'),
            `  ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
          ],
        ]),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function caseLines({ id, a, b, divergence }: DivergedCase, screen: Screen): string[] {
  return [
    `  ${plainLine(id)}`,
    `    A ${endOf(a)}`,
    `    B ${endOf(b)}`,
    ...divergenceLines(divergence, screen).map((line) => `    ${line}`),
  ]
}

function endOf({ repeat, status, failure, reason, passed, scored }: Attempt): string {
  const of = scored > 1 ? `, ${passed} of ${scored} passed` : ''
  const why = reason === '' ? '' : `: ${shorten(plainLine(reason), longest)}`
  return `#${repeat} ${failure ?? status}${of}${why}`
}

function divergenceLines({ setup, first, missing }: Divergence, screen: Screen): string[] {
  if (missing !== null) return [`not compared: ${plainLine(missing)}`]
  return [
    ...(setup
      ? [
          `set up differently, event ${setup.seq}`,
          ...differenceLines(setup, { a: 'A', b: 'B' }, screen),
        ]
      : []),
    ...(first
      ? [
          `first difference, event ${first.seq}`,
          ...differenceLines(first, { a: 'A', b: 'B' }, screen),
        ]
      : ['the two sessions say the same: what differs is outside of them']),
  ]
}
