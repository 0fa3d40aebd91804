import type { Options } from '../options.ts'
import { ownCommands } from './own-commands.ts'
import type { SourceOptions } from './text-sources.ts'

/** What a person wants, in full. */
export interface Task {
  text: string | undefined
  /** The model that a command of the user's own names. */
  model?: string
}

export interface Expanding {
  options: SourceOptions & Pick<Options, 'onNotice'>
  folder: string
  home: string
}

/**
 * A prompt that begins with a command of a person's own, `/name arguments`, as what the command says. Any other prompt
 * stays as it is, also one that begins with a path.
 */
export async function expandPrompt(
  prompt: string | undefined,
  expanding: Expanding,
): Promise<Task> {
  if (prompt === undefined) return { text: prompt }
  const [, name, typed = ''] =
    /^\/([\w-]+(?::[\w-]+)*)(?:\s+([\s\S]*))?$/u.exec(prompt.trim()) ?? []
  // What servers have is asked of them when they are there.
  if (name === undefined || name.startsWith('mcp_')) return { text: prompt }
  const { onNotice } = expanding.options
  const { commands, faults } = await ownCommands(expanding)
  for (const { message } of faults) onNotice?.(message)
  const command = commands.find((each) => each.name === name)
  if (command) {
    const { expandCommand } = await import('@harness/context')
    const { model, source } = command
    // Whoever wrote a folder does not pay.
    const chosen = model !== undefined && source === 'user' && { model }
    return { text: expandCommand(command, typed), ...chosen }
  }
  const { closestName } = await import('@harness/kernel')
  const closest = closestName(
    name,
    commands.map((each) => each.name),
  )
  const hint = closest === undefined ? '' : ` Did you mean /${closest}?`
  onNotice?.(`There is no command /${name}: the prompt goes to the model as it is.${hint}`)
  return { text: prompt }
}
