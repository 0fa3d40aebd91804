import { McpServerSettings } from '@harness/mcp'
import type { PermissionRule } from '@harness/kernel'
import { secretsIn } from '../setup/secrets-in.ts'
import { approvalRules } from './approval-rules.ts'
import { expandVariables } from './expand-variables.ts'
import type { McpServer, ServerWall } from './mcp-settings.ts'

/** The servers of a run, as they are to be started. */
export interface GatheredServers {
  settings: Readonly<Record<string, McpServerSettings>>
  /** What is open to those in the sandbox, by name. */
  walls: ReadonlyMap<string, ServerWall>
  /** What their approval comes to. */
  rules: readonly PermissionRule[]
  /** What must not be written down. */
  secrets: readonly string[]
  /** Why a server is left out: what happened, to which, what to do. */
  faults: readonly string[]
}

/** Makes of what is configured what can be started: variables are looked up now. */
export function gatherServers(
  configured: Readonly<Record<string, McpServer>>,
  env: Readonly<Record<string, string | undefined>>,
): GatheredServers {
  const faults: string[] = []
  const walls = new Map<string, ServerWall>()
  const used = Object.entries(configured).filter(([, { enabled = true }]) => enabled)
  const settings = used.flatMap(([name, server]): [string, McpServerSettings][] => {
    const { value, missing } = expandVariables(server, env)
    if (missing.length > 0) {
      faults.push(`${left(name)}: its settings name ${missing.join(', ')}, which is not set.`)
      return []
    }
    const { enabled: _, approval: __, ...rest } = withoutWall(value)
    const { sampling = false } = server
    const parsed = McpServerSettings.safeParse({ ...rest, sampling })
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      faults.push(`${left(name)}: ${issue?.path.join('.')}: ${issue?.message}.`)
      return []
    }
    if ('sandbox' in server && server.sandbox) {
      walls.set(name, server.sandbox === true ? {} : server.sandbox)
    }
    return [[name, parsed.data]]
  })
  return {
    settings: Object.fromEntries(settings),
    walls,
    rules: approvalRules(Object.fromEntries(kept(used, settings))),
    secrets: settings.flatMap(([, server]) => secretsOf(server)),
    faults,
  }
}

/** As they are configured, those that can be started. */
const kept = (
  used: readonly [string, McpServer][],
  settings: readonly [string, McpServerSettings][],
) => used.filter(([name]) => settings.some(([one]) => one === name))

const left = (name: string) => `The MCP server ${name} is left out`

function withoutWall(value: unknown): Record<string, unknown> {
  const { sandbox: _, ...rest } = { ...Object(value) }
  return rest
}

/** Headers that say who somebody is. */
const credential = /auth|key|token|secret|cookie/i
const shortest = 8

function secretsOf(server: McpServerSettings): string[] {
  const headers = 'headers' in server ? Object.entries(server.headers ?? {}) : []
  const words = headers
    .filter(([name]) => credential.test(name))
    .flatMap(([, value]) => value.split(/\s+/u))
  const { args = [], env = {} } = 'command' in server ? server : {}
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const address = 'url' in server ? [server.url] : []
  const found = secretsIn([...lines, args.join(' '), ...address].join('\n'))
  return [...words.filter((word) => word.length >= shortest), ...found]
}
