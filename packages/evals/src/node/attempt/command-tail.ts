import type { CommandRecord } from '../../record/command-record.ts'

const most = 500

/** How a command ended that should have worked, with the last of what it wrote. */
export function commandTail({ run, exitCode, stopped, head, tail }: CommandRecord): string {
  const how = stopped ?? (exitCode === null ? 'a signal' : `exit code ${exitCode}`)
  const said = (tail === '' ? head : tail).trim()
  const last = said.length > most ? `…${said.slice(-most)}` : said
  return `\`${run}\` ended with ${how}${last === '' ? '.' : `: ${last}`}`
}
