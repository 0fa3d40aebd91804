import type { ReplayedRun } from '@harness/sdk'
import { counted } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { shownPath } from '../shown-path.ts'
import { passRate } from './pass-rate.ts'

const most = 50

/** What a replay found. */
export function replayedReport(
  { attempts, sessions, events, differences, report }: ReplayedRun,
  output: string | undefined,
): string {
  const lines = [
    ...differences
      .slice(0, most)
      .map((each) => `${plainLine(each.case)} #${each.repeat}: ${plainLine(saidOf(each))}`),
    ...(differences.length > most ? [`and ${differences.length - most} more`] : []),
    `${counted(attempts, 'attempt')}, ${counted(sessions, 'session')} and ${counted(events, 'event')} were played again: ${
      differences.length === 0
        ? 'all of it is as it is recorded.'
        : `${counted(differences.length, 'difference')}.`
    }`,
    `Pass rate ${passRate(report.totals.passRate)}`,
    ...(output === undefined ? [] : [`Reports  ${shownPath(output)}`]),
  ]
  return `${lines.join('\n')}\n`
}

function saidOf(difference: ReplayedRun['differences'][number]): string {
  switch (difference.kind) {
    case 'session': {
      const { seq } = difference.difference
      return `session ${difference.session} differs at event ${seq}; see it with harness trace replay ${difference.session} --tape`
    }
    case 'damaged':
      return `session ${difference.session} cannot be read: ${difference.message}`
    case 'verdict':
      return `another verdict: ${difference.before.status} is recorded, ${difference.after.status} follows from the record`
    case 'facts':
      return 'other counts or sums follow from the record than it says'
  }
}
