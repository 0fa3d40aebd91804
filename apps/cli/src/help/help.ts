// What --help prints, made from the table of commands. It loads none of them.
import { isGroup, type CommandGroup, type CommandSpec } from '../commands/table/command-spec.ts'
import { run } from '../commands/table/run-table.ts'
import { commands } from '../commands/table/table.ts'
import { commandPage } from './command-page.ts'
import { groupPage } from './group-page.ts'
import { overview } from './overview.ts'

/** The page for what was typed; undefined for `harness help` of something that there is not. */
export function help(args: readonly string[]): string | undefined {
  const isAsked = args[0] === 'help'
  const typed = isAsked ? args.slice(1) : args
  const [first, second] = typed.filter((arg) => !arg.startsWith('-'))
  const entry = entryOf(commands, isAsked ? first : typed[0])
  if (entry === undefined) {
    if (isPlain(typed) || (isAsked && others.has(first ?? ''))) return overview()
    return isAsked ? undefined : commandPage('run', run)
  }
  if (!isGroup(entry)) return commandPage(first ?? '', entry)
  const spec = entryOf(entry.commands, second)
  if (spec) return commandPage(`${first} ${second}`, spec)
  return isAsked && second !== undefined ? undefined : groupPage(first ?? '', entry)
}

/** Words that the overview alone tells of. */
const others = new Set(['', 'help', 'version'])

/** Whether nothing was typed but the wish for help. */
const isPlain = (typed: readonly string[]): boolean =>
  typed.every((arg) => arg === '--help' || arg === '-h')

const entryOf = <T extends CommandSpec | CommandGroup>(
  entries: Readonly<Record<string, T>>,
  name = '',
): T | undefined => (Object.hasOwn(entries, name) ? entries[name] : undefined)
