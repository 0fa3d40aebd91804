import type { Whereabouts } from '@harness/config'
import type { ConfigFile } from '../../config/find-files.ts'
import type { ReadConfigOptions } from '../../config/read-config.ts'
import type { Options } from '../../options.ts'
import type { McpServer } from '../mcp-settings.ts'

/** A server as a run would have it. */
export interface ListedServer {
  name: string
  /** What all layers together say of it, as it may be printed: secrets are `***`. */
  server: McpServer
  enabled: boolean
  approval: 'inherit' | 'ask' | 'never'
  trusted: boolean
  sandbox: boolean
  /** Where it stands; the strongest place of several. */
  where: Whereabouts
  /** What weaker places say of it, the strongest first. */
  below: readonly ServerBelow[]
  /** Why a run leaves it out; null where it does not. */
  problem: string | null
}

/** What a weaker place says of a server. */
export interface ServerBelow {
  where: Whereabouts
  /** Keys that count, as `command`, `env.LEVEL`. */
  gives: readonly string[]
  /** Keys that a stronger place says otherwise. */
  hidden: readonly string[]
}

/** The servers that there are, and the files that were not read. */
export interface ServerList {
  /** By name. */
  servers: readonly ListedServer[]
  /** Files that are not read, as the folder is not trusted or they have changed since: there may be servers in them. */
  leftOut: readonly ConfigFile[]
}

/** Whose servers are listed. */
export type ListServersOptions = ReadConfigOptions & Pick<Options, 'onNotice'>

/** The servers of a run in this folder. Starts none. Rejects with `invalid_config` as a run does. */
export async function listMcpServers(options: ListServersOptions = {}): Promise<ServerList> {
  const { viewServers } = await import('../../settings-engine.ts')
  return viewServers(options)
}
