/** A file of instructions, as a model is given it. */
export interface InstructionDocument {
  /** An absolute path. */
  path: string
  /** Cut at a line where it is too long, with a sentence that says how much is missing. */
  text: string
  /** Whose it is: of the user's own folder, found by a pattern, or of the repository. */
  source: 'user' | 'pattern' | 'project'
}
