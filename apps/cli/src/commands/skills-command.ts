import { UsageError } from '../outcome/usage-error.ts'
import type { Command } from './command.ts'
import { skillsList } from './skills-list.ts'
import { skillsValidate } from './skills-validate.ts'

const commands: Readonly<Record<string, Command>> = { list: skillsList, validate: skillsValidate }

/** `harness skills …`; without a word, the list. */
export async function skillsCommand(args: readonly string[]): Promise<number> {
  const [first = 'list', ...rest] = args
  if (first.startsWith('-')) return skillsList(args)
  const command = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (command) return command(rest)
  const names = Object.keys(commands)
  throw new UsageError(`There is no harness skills ${first}. There are: ${names.join(', ')}.`)
}
