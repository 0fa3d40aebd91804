import type { Provider, Sessions, Tool } from '@harness/kernel'
import type { SandboxSettings } from '@harness/permissions'
import type { Preset } from '@harness/providers'
import type { Config } from './config/config.ts'
import type { CustomTool } from './custom-tools/tool.ts'
import type { Ask, AskAnswer } from './drive/ask.ts'
import type { CanUseTool } from './drive/can-use-tool.ts'
import type { HookCallbacks } from './hook-callbacks.ts'
import type { McpServer } from './mcp/mcp-settings.ts'
import type { PermissionMode } from './permissions/permission-mode.ts'
import type { AgentDefinition } from './subagents/agent-definition.ts'

/** How a run is done. Everything has a default. */
export interface Options {
  /**
   * `provider/name`, such as `openai/gpt-5.4`, or a provider alone for its default model. Default: what `HARNESS_MODEL` or
   * a configuration says, else the first provider whose key is set, else the offline model.
   */
  model?: string
  /** The provider's name, when `model` is the model's alone; or a wire to models of your own. */
  provider?: string | Provider
  /** An OpenAI-compatible endpoint, up to and including its version: `http://127.0.0.1:8000/v1`. */
  baseUrl?: string
  /** Models to go on with, in order, when the one before cannot answer; each as `provider/name`. */
  fallbackModels?: readonly string[]
  /** Providers of your own by name, as rows of the catalogue; one of the same name takes the place of ours. */
  presets?: readonly Preset[]
  /** What the offline model says: a file of JSON, or what is in one. It is then the model. */
  script?: string | object
  /** How the model calls tools: by its wire's own means, or as JSON in its text. Default: found out. */
  toolCalls?: 'native' | 'text'
  /** The environment variable that holds the endpoint's key. Default: the provider's own. */
  apiKeyEnv?: string
  /** How freely the model samples, in the provider's own scale. */
  temperature?: number
  /** Most tokens of one reply. */
  maxOutputTokens?: number
  /** `low`, `medium`, `high`, or what the provider calls it. */
  reasoningEffort?: string

  /** The folder to work in. Default: the process's; a resumed session has its own. */
  cwd?: string
  /** Merged over the process's environment, for keys and for the commands that the agent runs. */
  env?: Readonly<Record<string, string>>
  /** The folder that holds the sessions, and the user's own configuration. Default: `HARNESS_HOME`, else `~/.harness`. */
  home?: string
  /** `files` (the default) is durable; `memory` ends with the process; or a store of your own. */
  store?: 'files' | 'memory' | Sessions

  /** `ask` (the default), `acceptEdits`, `plan`, `auto`, `trust`, `deny` or `bypassPermissions`. */
  permissionMode?: PermissionMode
  /** A wall around commands. Default: what configurations say, else one where there is one, but for `bypassPermissions`. */
  sandbox?: SandboxSettings
  /** Files of the folder are changed without asking. */
  allowWrite?: boolean
  /** Rules such as `edit(src/**)` or `shell(npm test)` that are allowed without asking. */
  allowedTools?: readonly string[]
  /** Rules that are denied whatever else allows them; a tool's bare name takes the tool away. */
  disallowedTools?: readonly string[]
  /**
   * Answers what the permissions leave to a person. Without it there is no person: what would be asked is denied with how
   * to allow it. A rejection denies.
   */
  onAsk?: (ask: Ask) => Promise<AskAnswer>

  /**
   * Decides for the program what rules and mode leave open, before anybody is asked: see `CanUseTool`. What rules and the
   * mode allow does not come here; a `PreToolUse` hook sees every call.
   */
  canUseTool?: CanUseTool
  /** Milliseconds it may take; a call that it does not decide in time is denied. Default: 60,000. */
  canUseToolTimeoutMs?: number

  /** Functions that are told what happens, and may have a say in it; beside the commands of configurations. */
  hooks?: HookCallbacks

  /** Model calls of one run. Default: 20. */
  maxTurns?: number
  /** Input and output tokens of one run together. */
  maxTokens?: number
  /** US dollars of one run; a model of unknown price is refused with it. */
  maxCost?: number
  /** Milliseconds of one run. */
  timeoutMs?: number

  /** A JSON Schema of type object that the last reply follows; `RunResult.output` is what it says. */
  outputSchema?: Readonly<Record<string, unknown>>

  /** Which files of configuration count. Default: all three. The environment and the options always do. */
  settingSources?: readonly ('user' | 'project' | 'local')[]
  /** False: of the user's configuration only providers and their keys count. Default: true. */
  inheritUserConfig?: boolean
  /** One more file of configuration, stronger than the others and the environment. */
  config?: string
  /** Configuration of a program's own, merged over all files: maps merge, everything else replaces. */
  configOverrides?: Config

  /** Characters of the repository that a new session is shown for its task; 0 for nothing. Default: 6000. */
  contextChars?: number
  /** In place of the coding agent's prompt. */
  systemPrompt?: string
  /** Follows the system prompt. */
  appendSystemPrompt?: string
  /** Files that the model is told of beside `AGENTS.md`: patterns, from the folder that is worked in. */
  instructions?: readonly string[]
  /** A name for a new session. */
  title?: string

  /** The id of a session to go on with. */
  resume?: string
  /** Goes on with the newest session of this workspace. */
  continue?: boolean
  /** `ID` or `ID@seq`: a new session that shares everything up to there with another. */
  fork?: string
  /**
   * With `fork`: the files that tools changed behind that event are first put back to what they were, as `rewindSession` does.
   * `'force'`: also those that somebody else changed. Without a prompt the run that was under way there goes on. Default:
   * the folder stays as it is.
   */
  restore?: boolean | 'force'

  /** Told of what a person should know and nothing failed of: a log that was repaired. Must not throw. */
  onNotice?: (text: string) => void

  /**
   * Which of the agents the run itself is: it has that one's prompt and tools, and its model and `maxTurns` where the
   * options name none.
   */
  agent?: string
  /** What subagents can be, by name, beside `general`, `explore` and `plan`; one of the same name takes its place. */
  agents?: Readonly<Record<string, AgentDefinition>>
  /** Servers of the Model Context Protocol by name, merged over those of configurations; their tools are the model's. */
  mcpServers?: Readonly<Record<string, McpServer>>
  /**
   * More of them, as `.mcp.json` has them: files, or texts of such JSON (what begins with a brace). Stronger than
   * configurations, and weaker than `mcpServers`; the last of a name counts.
   */
  mcpConfig?: readonly string[]
  /** Only the servers of `mcpConfig` and `mcpServers`: those of configurations do not count. Default: false. */
  strictMcpConfig?: boolean
  /** Tools beside the default ones, made by `tool` or the kernel's `defineTool`; one of the same name takes its place. */
  tools?: readonly (CustomTool | Tool)[]
  /** Stops driving: nothing more is written, and the session can be resumed where it stands. */
  signal?: AbortSignal
}

/** What to do. */
export interface QueryInput {
  /** The task. May be left out to go on with an unfinished run. */
  prompt?: string
  options?: Options
}
