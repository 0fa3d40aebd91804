/** A folder whose files a person wrote for agents. */
export interface SourceFolder {
  /** An absolute path; a folder that does not exist has no files. */
  path: string
  /** What a person calls it: `project`, `user`. */
  source: string
  /** The folder that links may lead into: the repository, say, or `/` for a user's own. Default: `path`. */
  within?: string
}
