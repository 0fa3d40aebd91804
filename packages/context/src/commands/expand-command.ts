import type { Command } from './command.ts'
import { splitArguments } from './split-arguments.ts'

const place = /\\\$|\$ARGUMENTS\b|\$[1-9](?!\d)/g

/**
 * The prompt of a command for what a person typed after its name. `$ARGUMENTS` is all of it, `$1` to `$9` are its words as
 * a shell divides them, `\$` is a dollar sign. What was typed for a command without such a place stands at its end, after
 * `ARGUMENTS:`. What is filled in is never looked at again.
 */
export function expandCommand({ prompt }: Pick<Command, 'prompt'>, argumentsText: string): string {
  const all = argumentsText.trim()
  const words = splitArguments(all)
  let isPlaced = false
  const text = prompt.replaceAll(place, (found) => {
    if (found === '\\$') return '$'
    isPlaced = true
    return found === '$ARGUMENTS' ? all : (words[Number(found.slice(1)) - 1] ?? '')
  })
  return all === '' || isPlaced ? text : `${text}\n\nARGUMENTS: ${all}`
}
