import { existsSync } from 'node:fs'
import { UsageError } from '../outcome/usage-error.ts'
import type { Command } from './command.ts'
import { everyCommand } from './every-command.ts'
import { isChat } from '../chat/is-chat.ts'
import { chatCommand } from './chat-command.ts'
import { runCommand } from './run-command.ts'
import { isGroup, type CommandGroup } from './table/command-spec.ts'
import { commands } from './table/table.ts'

interface Found {
  command: Command
  rest: readonly string[]
}

/** The command that was typed and what follows it; without one, everything is the task of `run`. */
export async function findCommand(args: readonly string[]): Promise<Found> {
  const [first = '', ...rest] = args
  const entry = entryOf(commands, first)
  if (entry && isGroup(entry)) return findIn(entry, first, rest)
  if (entry) return { command: commandAt(first), rest }
  await refuseTypo(first, rest)
  return { command: isChat(args) ? chatCommand : runCommand, rest: args }
}

function commandAt(path: string): Command {
  const command = everyCommand[path]
  if (command) return command
  throw new Error(`The table of commands has ${path}, and nothing does it.`)
}

const entryOf = <T>(entries: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(entries, name) ? entries[name] : undefined

/** A group of which a word alone means something takes the flags of that, too. */
async function findIn(entry: CommandGroup, group: string, args: readonly string[]): Promise<Found> {
  const { commands: own, otherwise } = entry
  const [first, ...rest] = args
  const isBare = first === undefined || first.startsWith('-')
  const name = isBare ? otherwise : first
  const spec = name === undefined ? undefined : entryOf(own, name)
  if (spec) return { command: commandAt(`${group} ${name}`), rest: isBare ? args : rest }
  if (entry.takesFile && first !== undefined && existsSync(first)) {
    return { command: commandAt(`${group} ${otherwise}`), rest: args }
  }
  throw await noSuchCommand(group, first, entry)
}

async function noSuchCommand(
  group: string,
  name: string | undefined,
  { commands: own, otherwise = '' }: CommandGroup,
): Promise<UsageError> {
  const names = Object.keys(own)
  const there = `There ${names.length === 1 ? 'is' : 'are'}:`
  if (name === undefined)
    return new UsageError(`Which? ${there} harness ${group} ${names.join(', ')}.`)
  const { closestName } = await import('@harness/kernel')
  const closest = closestName(name, names)
  const hint = closest === undefined ? `${there} ${names.join(', ')}.` : `Did you mean ${closest}?`
  const takesIt = entryOf(own, otherwise)?.words?.[0] === 'session' && /\d/.test(name)
  const asId = takesIt ? ` Of a session: harness ${group} ${otherwise} ${name}.` : ''
  return new UsageError(`There is no harness ${group} ${name}. ${hint}${asId}`)
}

/** A word that is almost a command is one, mistyped. */
async function refuseTypo(word: string, rest: readonly string[]): Promise<void> {
  if (!/^[a-z]{3,}$/.test(word)) return
  const { closestName } = await import('@harness/kernel')
  const names = [...Object.keys(commands), 'help', 'version']
  const closest = closestName(word, names, word.length > 5 ? 2 : 1)
  if (closest === undefined) return
  // Further words make it a task, unless the first of them is a command of that group.
  const next = rest.find((one) => !one.startsWith('-'))
  const entry = entryOf(commands, closest)
  const isOfGroup = entry && isGroup(entry) && entryOf(entry.commands, next ?? '') !== undefined
  if (next !== undefined && !isOfGroup) return
  const task = next === undefined ? word : `"${[word, ...rest].join(' ')}"`
  throw new UsageError(
    `There is no command ${word}. Did you mean harness ${closest}? As a task: harness run ${task}.`,
  )
}
