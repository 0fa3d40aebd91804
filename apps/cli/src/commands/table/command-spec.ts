import type { Flag } from '../../parse/flags.ts'

export type Flags = Readonly<Record<string, Flag>>

/** What a word of a command may be, where a shell can complete that. */
export type Word = NonNullable<Flag['of']> | readonly string[]

/** One command: what it is, how it is typed, what it takes. */
export interface CommandSpec {
  /** In a few words, as lists of commands tell it. */
  about: string
  /** How it is typed, and what that does, where the first does not say it. Everything behind `harness`. */
  usage: readonly (readonly [typed: string, does: string])[]
  flags: Flags
  /** Its flags under titles, where they are many. Default: all under one. */
  sections?: readonly (readonly [title: string, flags: Flags])[]
  /** What else is to be known: paragraphs. */
  notes?: string
  /** As somebody would type it, everything behind `harness`. */
  example: string
  /** What its words may be, in order; the last is that of all further ones where it says so. */
  words?: readonly Word[]
  repeats?: boolean
  /** Stands in no list: another name of one that does. */
  isAlias?: boolean
}

/** Commands under one word. */
export interface CommandGroup {
  about: string
  commands: Readonly<Record<string, CommandSpec>>
  /** What is meant without a further word. */
  otherwise?: string
  /** A word that is no command of the group and names a file is what `otherwise` is done with. */
  takesFile?: boolean
  notes?: string
}

export const isGroup = (entry: CommandSpec | CommandGroup): entry is CommandGroup =>
  'commands' in entry
