import { ConfigError, loadConfig, printable, type Loaded, type Written } from '@harness/config'
import { Config } from '../../config/config.ts'
import { findFiles } from '../../config/find-files.ts'
import { readLayers } from '../../config/read-layers.ts'
import type { Options } from '../../options.ts'
import type { ReadConfigOptions } from '../../config/read-config.ts'
import { SdkError } from '../../sdk-error.ts'
import { openWorkspace } from '../../session/open-workspace.ts'
import { gatherServers } from '../gather-servers.ts'
import { isWholeServer } from '../is-whole-server.ts'
import { McpServer } from '../mcp-settings.ts'
import type { ListedServer, ServerBelow, ServerList } from './list-mcp-servers.ts'

export async function viewServers({
  onNotice,
  ...options
}: ReadConfigOptions & Pick<Options, 'onNotice'>): Promise<ServerList> {
  const env = { ...process.env, ...options.env }
  const gathering = { options, env, folder: await openWorkspace(options.cwd), onNotice }
  try {
    const files = findFiles(gathering)
    const loaded = await loadConfig(Config, readLayers(files, gathering))
    const { mcpServers = {} } = loaded.value
    return {
      servers: Object.entries(mcpServers)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, server]) => viewServer(name, server, { loaded, env })),
      leftOut: files.filter(({ status }) => status === 'untrusted' || status === 'changed'),
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new SdkError('invalid_config', error.message, { cause: error })
  }
}

interface Around {
  loaded: Pick<Loaded<typeof Config>, 'each'>
  env: Readonly<Record<string, string | undefined>>
}

function viewServer(name: string, server: McpServer, { loaded, env }: Around): ListedServer {
  const { enabled = true, approval = 'inherit', trusted = false } = server
  const written = loaded.each(['mcpServers', name]).toReversed()
  const [top = { where: () => ({ layer: 'merged', label: 'configuration' }) }] = written
  const [problem = null] = gatherServers({ [name]: server }, env).faults
  return {
    name,
    server: McpServer.parse(printable(server)),
    enabled,
    approval,
    trusted,
    sandbox: 'sandbox' in server && server.sandbox !== undefined && server.sandbox !== false,
    where: top.where(),
    below: written.slice(1).map((one, at) => viewBelow(one, written.slice(0, at + 1))),
    problem,
  }
}

/** A place that says which server that is replaces what weaker ones say; how it is used merges. */
function viewBelow({ value, where }: Written, above: readonly Written[]): ServerBelow {
  const keys = Object.entries(Object(value)).flatMap(([key, inner]): Key[] =>
    isMap(inner) ? Object.keys(inner).map((name): Key => [key, name]) : [[key]],
  )
  const isHidden = (key: Key) => above.some(({ value: said }) => isWhole(said) || isSaid(said, key))
  const named = (some: readonly Key[]) => some.map((key) => key.join('.'))
  return {
    where: where(),
    gives: named(keys.filter((key) => !isHidden(key))),
    hidden: named(keys.filter(isHidden)),
  }
}

const isWhole = (value: unknown) => isWholeServer(['mcpServers', ''], value)

type Key = readonly [key: string, inner?: string]

function isSaid(value: unknown, [key, inner]: Key): boolean {
  const found: unknown = Object(value)[key]
  if (found === undefined || inner === undefined) return found !== undefined
  return !isMap(found) || Object(found)[inner] !== undefined
}

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
