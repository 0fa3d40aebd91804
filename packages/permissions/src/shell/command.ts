/** One word of a command, as far as it can be known without running anything. */
export type Word =
  | { readonly kind: 'literal'; readonly text: string }
  /**
   * Names of files: it may become several words, or begin with whatever a file's name begins with. `hidden`: its stars mean
   * names that begin with a dot, too.
   */
  | { readonly kind: 'glob'; readonly text: string; readonly hidden?: 'hidden' }
  /** Known when it runs. `text` is how it is written; `pattern`: it may become names of files. */
  | {
      readonly kind: 'dynamic'
      readonly text: string
      readonly why: string
      readonly pattern?: true
    }

export interface Redirection {
  /** `<`, `>`, `>>`, `<>`, … without the number of the stream. */
  readonly operator: string
  readonly target: Word
}

export interface Assignment {
  readonly name: string
  readonly value: Word
}

/** One simple command: a program with its words. Only redirections or assignments: the words are none. */
export interface Command {
  readonly words: readonly Word[]
  readonly assignments: readonly Assignment[]
  readonly redirections: readonly Redirection[]
  /** Whether it stands in a loop, and what is before it may come after it. */
  readonly again?: true
  /** As it is written. */
  readonly source: string
}

/** Everything that a text would run, in the order of the text, whatever runs it: substitutions, branches, loops. */
export type Reading =
  | {
      readonly kind: 'read'
      readonly commands: readonly Command[]
      /** What is in it that the reader does not know, for a person; empty where all of it is known. */
      readonly unknown: readonly string[]
    }
  | { readonly kind: 'unparsable'; readonly why: string }

export const literal = (text: string): Word => ({ kind: 'literal', text })

/** Words as one text, for rules that match text. */
export const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ')
