import { UsageError } from '../outcome/usage-error.ts'
import type { Command } from './command.ts'
import { sessionsAnswer } from './sessions-answer.ts'
import { sessionsBackground } from './sessions-background.ts'
import { sessionsCancel } from './sessions-cancel.ts'
import { sessionsCompact } from './sessions-compact.ts'
import { sessionsFollow } from './sessions-follow.ts'
import { sessionsList } from './sessions-list.ts'
import { sessionsPost } from './sessions-post.ts'
import { sessionsShow } from './sessions-show.ts'
import { sessionsTasks } from './sessions-tasks.ts'

const commands: Readonly<Record<string, Command>> = {
  list: sessionsList,
  show: sessionsShow,
  follow: sessionsFollow,
  post: sessionsPost,
  answer: sessionsAnswer,
  tasks: sessionsTasks,
  background: sessionsBackground,
  cancel: sessionsCancel,
  compact: sessionsCompact,
}

/** `harness sessions …`; without a word, the list. */
export async function sessionsCommand(args: readonly string[]): Promise<number> {
  const [first = 'list', ...rest] = args
  const isFlag = first.startsWith('-')
  const name = isFlag ? 'list' : first
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const { closestName } = await import('@harness/kernel')
    const closest = closestName(name, Object.keys(commands))
    const hint = closest
      ? `Did you mean ${closest}?`
      : `There are: ${Object.keys(commands).join(', ')}.`
    throw new UsageError(`There is no harness sessions ${name}. ${hint}`)
  }
  return command(isFlag ? args : rest)
}
