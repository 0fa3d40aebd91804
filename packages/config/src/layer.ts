import type { KeyPath } from './key-path.ts'

interface LayerName {
  /** Which layer it is: `user`, `project`, `flags`. Several may share a name. */
  readonly name: string
  /** What errors and origins call the place: a path, a variable's name, `--model`. */
  readonly label: string
  /** The only keys at its top that count; others are not even looked at. All by default. */
  readonly only?: readonly string[]
  /** Whether a map of it replaces what weaker layers write there, as a list does. By default none does. */
  readonly replaces?: (path: KeyPath, value: unknown) => boolean
}

/** A text of JSON with comments and trailing commas, of a file or of a variable. */
export interface TextLayer extends LayerName {
  readonly text: string
  /** Its path, where it is a file. */
  readonly file?: string
}

/** Values a program gives. `undefined` is as good as absent. */
export interface ValueLayer extends LayerName {
  readonly value: Readonly<Record<string, unknown>>
}

/** One place configuration comes from. What `loadConfig` gets, the weakest first. */
export type Layer = TextLayer | ValueLayer
