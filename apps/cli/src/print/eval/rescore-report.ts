import type { Verdict } from '@harness/evals'
import type { Rescored } from '@harness/sdk'
import { counted } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { shownPath } from '../shown-path.ts'
import { passRate } from './pass-rate.ts'

/** Which verdicts are others now, and what the run comes to by them. */
export function rescoreReport(
  { scored, moved, gone, report }: Rescored,
  output: string | undefined,
): string {
  const { passed, failed, passRate: share } = report.totals
  const lines = [
    ...moved.flatMap(({ case: id, repeat, before, after }) => [
      `${plainLine(id)} #${repeat}: ${wordOf(before)} → ${wordOf(after)}`,
      ...(after.reason === '' ? [] : [`    ${plainLine(after.reason)}`]),
    ]),
    ...gone.map((id) => `${plainLine(id)}: not in the suite any more, and left out`),
    `${counted(scored, 'attempt')} scored again, ${counted(moved.length, 'verdict')} moved.`,
    `${passed} of ${counted(passed + failed, 'attempt')} passed: ${passRate(share)}`,
    ...(output === undefined ? [] : [`Reports  ${shownPath(output)}`]),
  ]
  return `${lines.join('\n')}\n`
}

const wordOf = ({ status, failure }: Verdict): string =>
  failure === null ? status : `${status} (${failure})`
