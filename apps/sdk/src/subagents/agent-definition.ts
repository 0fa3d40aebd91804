/** What a subagent is: its name is the key it stands under. */
export interface AgentDefinition {
  /** When to use it, for the model that chooses. */
  description: string
  /** Its system prompt. Without one it is the coding agent. */
  prompt?: string
  /** Names of the tools it has, `git_*` for all that begin so. Default: all of its parent's. */
  tools?: readonly string[]
  /** `provider/name`. Default: its parent's model. */
  model?: string
  /** Model calls it may make. Default: 30. */
  maxTurns?: number
}
