import type { CommandSpec } from '../commands/table/command-spec.ts'
import { columns } from './columns.ts'
import { flagLines } from './flag-lines.ts'
import { paragraphs } from './paragraphs.ts'

const widest = 46

/** The page of one command: how it is typed, what it takes, what else is to be known, an example. */
export function commandPage(name: string, spec: CommandSpec): string {
  const { about, usage, notes, flags, sections = [['Flags', flags]], example } = spec
  const typed = usage.map(([words, does]) => [`harness ${words}`, does] as const)
  return [
    `harness ${name}: ${about}.\n\n`,
    columns(typed, widest),
    notes === undefined ? '' : `\n${paragraphs(notes)}`,
    ...sections.map(([title, own]) => flagLines(title, own)),
    `\nExample\n  harness ${example}\n`,
  ].join('')
}
