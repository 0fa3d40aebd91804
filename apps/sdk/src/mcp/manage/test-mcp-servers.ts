import type { McpFault } from '@harness/mcp'
import type { ReadConfigOptions } from '../../config/read-config.ts'
import type { Options } from '../../options.ts'

export interface TestServersInput extends ReadConfigOptions, Pick<Options, 'onNotice' | 'signal'> {
  /** Default: all that are used. */
  names?: readonly string[]
}

/** What came of starting a server. */
export interface TestedServer {
  name: string
  /** `disabled`: a run does not use it, so it was not started. */
  state: 'ready' | 'failed' | 'disabled'
  /** What it calls itself; null where it did not say. */
  info: { name: string; version: string } | null
  /** It is believed which of its tools only read. */
  trusted: boolean
  /** It was started in the sandbox. */
  sandbox: boolean
  tools: readonly TestedTool[]
  /** The addresses on the first page of its list; null where it has none to offer. */
  resources: readonly string[] | null
  /** The names on the first page of its list, with their arguments; null where it has none to offer. */
  prompts: readonly string[] | null
  /** What keeps it from being used, and what was left out of it: what happened, what to do. */
  faults: readonly Pick<McpFault, 'level' | 'message' | 'stderr'>[]
}

export interface TestedTool {
  /** As the model and rules call it. */
  name: string
  /** What permissions take a call of it for. */
  counts: 'reads' | 'writes'
}

/**
 * Starts servers as a run in this folder would, side by side and each within its time, asks what they offer, and ends
 * them: nothing of them runs when it settles. Rejects with `invalid_option` for a name that is not there, with
 * `invalid_config` as a run does, and with the signal's reason.
 */
export async function testMcpServers(input: TestServersInput = {}): Promise<TestedServer[]> {
  const { tryServers } = await import('../../settings-engine.ts')
  return tryServers(input)
}
