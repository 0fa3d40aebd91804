/** A prompt of a person's own, in a Markdown file, that is called by its name. */
export interface Command {
  /** The file's name; of a file in folders, theirs and its own with colons between them: `git:commit`. */
  name: string
  description?: string
  /** What a person types after the name: `[file] [focus]`. */
  argumentHint?: string
  /** `provider/name`. Default: the session's model. */
  model?: string
  /** With the places for arguments that `expandCommand` fills. */
  prompt: string
  /** Of its file. */
  path: string
  /** What its folder was called by the caller. */
  source: string
}
