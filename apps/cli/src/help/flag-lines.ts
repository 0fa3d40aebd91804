import type { Flags } from '../commands/table/command-spec.ts'
import { columns } from './columns.ts'

const widest = 26

/** Flags under a title; nothing where there are none. */
export function flagLines(title: string, flags: Flags): string {
  const rows = Object.entries(flags).flatMap(
    ([name, { short, value, about, choices }]): [string, string][] => {
      const names = `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`
      const row: [string, string] = [names, about]
      return choices ? [row, ['', choices.join(' | ')]] : [row]
    },
  )
  return rows.length === 0 ? '' : `\n${title}\n${columns(rows, widest)}`
}
