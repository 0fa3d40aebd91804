import type { SessionSummary } from '@harness/sdk'
import { shorten } from './format.ts'
import { plainLine } from './plain-text.ts'

const width = 80

/** A session in one line, in two when its folder is told too. */
export function sessionRow(session: SessionSummary, { all }: { all: boolean }): string {
  const { id, updatedAt, lastRun, title = '', workspace = '', damaged } = session
  const status = damaged ? 'damaged' : (lastRun ?? 'open')
  const left = `${id}  ${ago(Date.now() - updatedAt).padStart(8)}  ${status.padEnd(9)}  `
  const row = left + shorten(plainLine(title), width - left.length)
  return `${row.trimEnd()}\n${all ? `    ${plainLine(workspace)}\n` : ''}`
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const

function ago(ms: number): string {
  for (const [unit, length] of units) {
    if (ms >= length) return `${Math.floor(ms / length)} ${unit}`
  }
  return 'now'
}
