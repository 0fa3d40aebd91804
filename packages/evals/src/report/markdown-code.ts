import { oneLine } from '../score/one-line.ts'

/** As a span of code: nothing in it is markup, a link or a mention. */
export function code(text: string, most = 200): string {
  const line = oneLine(text, most)
  if (line === '') return ''
  const runs = line.match(/`+/g) ?? []
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length), 0) + 1)
  const room = /^`|`$/.test(line) ? ' ' : ''
  return `${fence}${room}${line}${room}${fence}`
}

/** The same in a table, where a bar would end the cell. */
export const cell = (text: string): string => code(text).replaceAll('|', '\\|')
