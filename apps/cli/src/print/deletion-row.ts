import type { FoundSession } from '@harness/sdk'
import { ago } from './ago.ts'
import { counted, shorten } from './format.ts'
import { plainLine } from './plain-text.ts'

/** A session that is to be deleted: what it is, and what goes with it and stays. */
export function deletionRow(session: FoundSession): string {
  const { id, title = '', turns = 0, updatedAt, subagents, forks } = session
  const facts = [
    counted(turns, 'turn'),
    ...(updatedAt > 0 ? [ago(Date.now() - updatedAt)] : []),
    ...(subagents.length > 0 ? [`with ${counted(subagents.length, 'session')} of subagents`] : []),
    ...(forks.length > 0 ? [`${counted(forks.length, 'fork')} of it stay${one(forks)}`] : []),
  ]
  const name = shorten(plainLine(title), 60)
  return `${id}  ${name === '' ? '' : `${name}  `}(${facts.join(', ')})\n`
}

const one = (forks: readonly string[]) => (forks.length === 1 ? 's' : '')
