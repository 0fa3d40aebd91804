import type { Rewound, UncoveredCall } from '@harness/sdk'
import { plainLine } from './plain-text.ts'

/** What was done to each file, what is not taken back, and how to go on. `force` as it was asked for. */
export function rewindReport(made: Rewound, force: boolean): string {
  const { files, uncovered, session, at, kind } = made
  const lines = files.map(({ action, name, why }) => {
    const word = kind === 'planned' || kind === 'refused' ? planned[action] : action
    return `${word.padEnd(12)}${plainLine(name)}${why === undefined ? '' : `: ${plainLine(why)}`}`
  })
  if (files.length === 0) lines.push('No file tool changed a file after that.')
  return `${[...lines, '', ...uncoveredLines(uncovered, session), ...endOf(made, { place: `${session}@${at}`, force })].join('\n')}\n`
}

const planned = {
  restored: 'to restore',
  removed: 'to remove',
  unchanged: 'unchanged',
  refused: 'refused',
} as const

function uncoveredLines(calls: readonly UncoveredCall[], session: string): string[] {
  if (calls.length === 0) return []
  const lines = calls.map((call) => {
    const where = call.session === session ? `${call.seq}` : `${call.session}@${call.seq}`
    return `  ${where}  ${plainLine(call.tool)}  ${plainLine(call.target)}`
  })
  return ['Not taken back is what these did to files:', ...lines, '']
}

function endOf(
  { kind, message, files }: Rewound,
  { place, force }: { place: string; force: boolean },
): string[] {
  const goOn = `Go on from there: harness --fork ${place} "…"`
  const anyway = `Put them back all the same, what they are now is kept: harness sessions rewind ${place} --force`
  const isRefused = files.some(({ action }) => action === 'refused')
  switch (kind) {
    case 'planned':
      if (!isRefused) return ['Nothing was changed.']
      return [force ? 'The rest would be put back.' : `It would be refused. ${anyway}`]
    case 'refused':
      return ['Refused: nothing was changed.', anyway]
    case 'failed':
      return [plainLine(`Not all was put back: ${message ?? ''}`)]
    case 'done':
      return [goOn]
  }
}
