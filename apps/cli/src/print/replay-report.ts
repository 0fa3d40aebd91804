import type { Redecision, ReplayedSession, TapeDifference } from '@harness/sdk'
import { counted } from './format.ts'
import { plainLine } from './plain-text.ts'

/** What replaying a session found, for people. */
export function replayReport({ session, decided, played, elsewhere }: ReplayedSession): string {
  const lines: string[] = []
  if (decided) {
    const { events, decisions, different, differences } = decided
    lines.push(
      different === 0
        ? `Decided again: ${counted(events, 'event')}, ${counted(decisions, 'decision')}, each as it is recorded.`
        : `Decided again: of ${counted(events, 'event')} ${different} are not what is decided now.`,
      ...differences.flatMap(decisionLines),
    )
    if (different > differences.length) lines.push(`  and ${different - differences.length} more`)
  }
  if (played) {
    const { events, performed, difference } = played
    lines.push(
      difference
        ? `Played: it comes out otherwise at event ${difference.seq} of ${events}.`
        : `Played: ${counted(events, 'event')} come out as they are recorded, ${counted(performed, 'effect')} performed anew.`,
      ...(difference ? sides(difference, difference.played) : []),
    )
  }
  if (elsewhere !== null) lines.push(`Another version wrote that. To replay it there: ${elsewhere}`)
  return `Session ${session}\n${lines.map((line) => `${line}\n`).join('')}`
}

const faults = {
  changed: 'is decided otherwise',
  undecided: 'nobody decides now',
  missing: 'comes without a decision before it',
  impossible: 'does not fit what stands before it',
} as const satisfies Record<Redecision['kind'], string>

const decisionLines = (difference: Redecision): string[] => {
  const { seq, recorded, kind, kernel } = difference
  const by = kernel === null ? '' : ` (written by kernel ${plainLine(kernel)})`
  return [
    `  event ${seq} ${plainLine(recorded.type)} ${faults[kind]}${by}`,
    ...sides(difference, difference.decided),
  ]
}

type Said = TapeDifference['recorded']

function sides({ recorded, path }: { recorded: Said; path: readonly string[] }, now: Said) {
  return [
    ...(path.length > 0 ? [`    at ${plainLine(path.join('.'))}`] : []),
    `    recorded  ${shown(recorded)}`,
    `    now       ${shown(now)}`,
  ]
}

/** Characters of one side. */
const most = 400

function shown(said: Said): string {
  if (!said) return 'nothing'
  const line = plainLine(`${said.type} ${JSON.stringify(said.data)} because of ${said.cause}`)
  return line.length <= most ? line : `${line.slice(0, most)}…`
}
