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

/** What is wrong with a file. After an error there is no role of it; a warning is of something that was left out. */
export interface RoleFault {
  level: 'error' | 'warning'
  /** The path of the file. */
  file: string
  /** From 1, where one is to blame. */
  line?: number
  /** Of the front matter, where one is to blame. */
  key?: string
  /** What happened and what to do, with file, line and key. */
  message: string
}
