import type { Command, Word } from '../command.ts'

/**
 * What a program may be given so that all it does is read and print. What is not said here is not known.
 *
 * Options, apart by blanks: `a` is `-a` and `all` is `--all`; `n:` takes a value, `n@` the path of a file that is read,
 * `n?` a value written right behind it, `n*` a pattern of names it looks for; `#` is a number with a dash, `+` words that begin with a plus; `-name` is
 * `-name`, of a program that does not join short options.
 */
export interface Program {
  readonly options?: string
  /** What its other words are: files it reads (the default), files it names, words it prints, or none at all. */
  readonly operands?: 'paths' | 'names' | 'words' | 'none'
  /** More words than these mean something else: a file to write, a name to set. */
  readonly most?: number
  /** Words beside options are allowed only beside one of these options. */
  readonly only?: string
  /** The first word is a script or a pattern and no file, unless one of these options brings it. */
  readonly script?: { readonly options: string; readonly check?: (script: string) => boolean }
  /** What the values of options have to look like, where not all of them only read. */
  readonly values?: Readonly<Record<string, RegExp>>
  /** An option of it reads a list of files: a pattern that may match that option has to end in `.ts` or the like. */
  readonly lists?: true
  /** It expands patterns in its words itself, as git does. */
  readonly pathspecs?: true
  /** None of its options does harm, known or not: a word that may be an option does none either. */
  readonly gentle?: true
  /** Sub-commands, by their words. Options before them are those above. */
  readonly commands?: Readonly<Record<string, Program>>
  /** Whether it does no harm without any of its sub-commands. */
  readonly bare?: true
  /** For what no table can say. */
  readonly read?: (words: readonly Word[]) => Use
}

/** How a command uses its program. */
export type Use =
  | {
      readonly kind: 'reads'
      /** Files that it reads, as far as its words name them. */
      readonly paths: readonly Word[]
      /** Files that it says something of, but nothing that is in them. */
      readonly names?: readonly Word[]
      /** What it runs in turn. */
      readonly runs?: readonly Command[]
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly runs?: readonly Command[] }

/** A family's table: several programs with one entry. */
export const programs = (table: Readonly<Record<string, Program>>): ReadonlyMap<string, Program> =>
  new Map(
    Object.entries(table).flatMap(([names, one]) => names.split(' ').map((name) => [name, one])),
  )
