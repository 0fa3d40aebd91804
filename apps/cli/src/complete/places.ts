import {
  isGroup,
  type CommandGroup,
  type CommandSpec,
  type Flags,
  type Word,
} from '../commands/table/command-spec.ts'
import { run } from '../commands/table/run-table.ts'
import { commands } from '../commands/table/table.ts'

/** A place of a command line, and what may follow there. */
export interface Place {
  /** The words that lead there: empty, `sessions`, `sessions list`. */
  path: string
  /** The commands below, with what they do. */
  below: readonly (readonly [name: string, about: string])[]
  flags: Flags
  words: readonly Word[]
  /** Whether the last of `words` is that of all further ones. */
  repeats: boolean
}

/** Every place, as the table of commands has them. */
export function places(): Place[] {
  const below = belowOf(commands)
  const root = {
    ...placeOf('', run),
    below: [...below, ['help', 'how something is typed'] as const],
  }
  const helped = Object.entries(commands).flatMap(([name, entry]) =>
    isGroup(entry) ? [leading(`help ${name}`, entry.commands)] : [],
  )
  return [
    root,
    ...Object.entries(commands).flatMap(([name, entry]) =>
      isGroup(entry) ? groupPlaces(name, entry) : [placeOf(name, entry)],
    ),
    leading('help', commands),
    ...helped,
  ]
}

const belowOf = (entries: Readonly<Record<string, CommandSpec | CommandGroup>>) =>
  Object.entries(entries).flatMap(([name, entry]) =>
    'isAlias' in entry ? [] : [[name, entry.about] as const],
  )

const placeOf = (path: string, { flags, words = [], repeats = false }: CommandSpec): Place => ({
  path,
  below: [],
  flags,
  words,
  repeats,
})

const leading = (path: string, entries: Parameters<typeof belowOf>[0]): Place => ({
  path,
  below: belowOf(entries),
  flags: {},
  words: [],
  repeats: false,
})

/** A group takes the flags of the command that it is alone. */
function groupPlaces(name: string, { commands: own, otherwise = '' }: CommandGroup): Place[] {
  const flags = Object.hasOwn(own, otherwise) ? (own[otherwise]?.flags ?? {}) : {}
  return [
    { ...leading(name, own), flags },
    ...Object.entries(own).map(([word, spec]) => placeOf(`${name} ${word}`, spec)),
  ]
}
