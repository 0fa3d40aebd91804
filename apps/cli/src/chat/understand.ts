import { closestName } from '@harness/kernel'
import { UsageError } from '../outcome/usage-error.ts'
import type { Room } from './room.ts'
import { findSlash, slashNames, type SlashCommand } from './slash-commands.ts'

export type Understood =
  | { kind: 'prompt'; text: string }
  | { kind: 'slash'; command: SlashCommand; words: string }

const slash = /^\/([\w-]+(?::[\w-]+)*)(?:\s+([\s\S]*))?$/u

/**
 * What a person means by a line. What looks like a command and is none is not sent, for it would cost: it throws a
 * `UsageError`.
 */
export async function understand(text: string, room: Pick<Room, 'commands'>): Promise<Understood> {
  const [, name, words = ''] = slash.exec(text.trimEnd()) ?? []
  if (name === undefined) return { kind: 'prompt', text }
  const command = findSlash(name)
  if (command) return { kind: 'slash', command, words: words.trim() }
  // Which prompts servers have is known to them alone.
  if (name.startsWith('mcp_')) return { kind: 'prompt', text }
  const own = (await room.commands()).map((one) => one.name)
  if (own.includes(name)) return { kind: 'prompt', text }
  const closest = closestName(name, [...slashNames, ...own])
  const hint = closest === undefined ? '' : ` Did you mean /${closest}?`
  throw new UsageError(
    `There is no command /${name}, and nothing was sent.${hint} /help lists them; with a space before it, it is sent as it is.`,
  )
}
