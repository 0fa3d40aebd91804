import type { Json } from '@harness/kernel'
import type { McpVault } from './vault/mcp-vault.ts'

/** What servers are given by the program that uses them. What is not there is not offered to them. */
export interface McpHost {
  /** The folder that programs are started in, and the one root that servers are told of. An absolute path. */
  workspace: string
  /** What variables are taken from. Default: the environment of this process. */
  environment?: Readonly<Record<string, string | undefined>>
  /**
   * Puts a server's program into a sandbox. `env` is its whole environment, before and after. The program must stay the
   * process that is started, or die with it. A rejection is a server that cannot be started.
   */
  wrap?(
    argv: readonly string[],
    env: Readonly<Record<string, string>>,
    place: { server: string; cwd: string },
  ): McpCommand | Promise<McpCommand>
  /** Where logins are kept. Without it there are none: servers get their `headers` and nothing else. */
  vault?: McpVault
  /** Told of each token that this program got by itself, before it is sent: keep it out of what is written. Must not throw. */
  secret?(token: string): void
  /** A server asks the person. The signal says that nobody waits for the answer any more. */
  ask?(question: McpQuestion, options: { signal: AbortSignal }): Promise<McpAnswer>
  /** A server asks the model. A rejection is told to the server as a refusal without its reason. */
  sample?(request: McpSampleRequest, options: { signal: AbortSignal }): Promise<McpSample>
  /** The tools of a server are others than they were: ask for them again. Must not throw. */
  changed?(server: string): void
}

/** A program with its arguments and whole environment. */
export interface McpCommand {
  argv: string[]
  env: Record<string, string>
}

/** What a server wants to know of the person. Nothing of it is to be believed: a server can write anything. */
export interface McpQuestion {
  server: string
  /** At most 4 KiB, without control characters but line ends. */
  message: string
  /** A JSON Schema of a flat object, as the server sent it; at most 16 KiB. */
  schema: Json
}

export type McpAnswer =
  /** Fits the schema; a server is told what it asked for and nothing else. */
  | { action: 'accept'; content: Record<string, string | number | boolean | string[]> }
  | { action: 'decline' }
  | { action: 'cancel' }

/** What a server wants a model to answer. */
export interface McpSampleRequest {
  server: string
  system?: string
  messages: McpSampleMessage[]
  /** Tokens. */
  maxTokens: number
}

export interface McpSampleMessage {
  role: 'user' | 'assistant'
  content: (
    | { type: 'text'; text: string }
    | { type: 'image'; mediaType: string; data: Uint8Array }
  )[]
}

export interface McpSample {
  /** The model's name, as the server is told. */
  model: string
  text: string
  /** Default: `endTurn`. */
  stopReason?: 'endTurn' | 'stopSequence' | 'maxTokens'
}
