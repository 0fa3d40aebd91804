import type { CommandGroup } from '../commands/table/command-spec.ts'
import { columns } from './columns.ts'
import { paragraphs } from './paragraphs.ts'

const widest = 40

/** The page of a group: its commands, in a line each. */
export function groupPage(
  name: string,
  { about, commands, notes, otherwise }: CommandGroup,
): string {
  const rows = Object.entries(commands).map(([word, spec]) => {
    const [typed = `${name} ${word}`] = spec.usage[0] ?? []
    return [`harness ${typed}`, spec.about] as const
  })
  const bare =
    otherwise === undefined ? '' : `harness ${name} alone is harness ${name} ${otherwise}. `
  return [
    `harness ${name}: ${about}.\n\n`,
    columns(rows, widest),
    notes === undefined ? '' : `\n${paragraphs(notes)}`,
    `\n${bare}harness ${name} COMMAND --help says more of one.\n`,
  ].join('')
}
