/** What a subagent can be: a Markdown file whose front matter names it and whose text instructs it. */
export interface Role {
  name: string
  /** When to use it, for the model that chooses. */
  description: string
  /** Its instructions; empty when the file has none. */
  prompt: string
  /** Names of the tools it has. Default: all of its parent's. */
  tools?: readonly string[]
  /** `provider/name`. Default: its parent's model. */
  model?: string
  /** Model calls it may make. */
  maxTurns?: number
  /** What its folder was called by the caller. */
  source: string
}
