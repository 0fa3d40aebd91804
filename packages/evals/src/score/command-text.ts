import type { CommandRecord } from '../record/command-record.ts'

/** What a command wrote, as far as it was kept; what is missing is said where it would stand. */
export function commandText({ head, tail, bytes }: CommandRecord): string {
  if (tail === '') return head
  const kept = new TextEncoder().encode(`${head}${tail}`).length
  return `${head}\n[${Math.max(0, bytes - kept)} bytes left out]\n${tail}`
}

/** How it ended, if not with `exitCode`; null where it ended so. */
export function commandFault(record: CommandRecord, exitCode: number): string | null {
  const { fault, stopped, exitCode: code, ms } = record
  if (fault !== null) return `it could not be run: ${fault}`
  switch (stopped) {
    case 'timeout':
      return `it was still running after ${Math.round(ms / 1000)} s`
    case 'output':
      return 'it wrote too much and was ended'
    case 'cancelled':
      return 'it was cancelled'
    case null:
  }
  if (code === exitCode) return null
  return code === null ? 'a signal ended it' : `exit code ${code}, not ${exitCode}`
}

/** Nothing is known of what it would have said: neither a pass nor a failure. */
export const isUnknown = ({ fault, stopped }: CommandRecord): boolean =>
  fault !== null || stopped === 'cancelled'
