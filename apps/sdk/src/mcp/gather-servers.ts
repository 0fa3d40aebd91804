import { McpAddressSettings, McpCommandSettings, type McpServerSettings } from '@harness/mcp'
import type { PermissionRule } from '@harness/kernel'
import { approvalRules } from './approval-rules.ts'
import { expandVariables } from './expand-variables.ts'
import { secretsOf } from './secrets-of.ts'
import { ServerSandbox, type McpServer, type ServerWall } from './mcp-settings.ts'

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
    const {
      enabled: _,
      approval: __,
      sandbox,
      ...rest
    }: Record<string, unknown> = {
      ...Object(value),
    }
    const schema = 'url' in rest ? McpAddressSettings : McpCommandSettings
    const parsed = schema.safeParse({ ...rest, sampling: server.sampling ?? false })
    const wall = ServerSandbox.safeParse(sandbox)
    if (!parsed.success || !wall.success) {
      const [issue] = (parsed.error ?? wall.error)?.issues ?? []
      const where = issue?.path.join('.') || 'sandbox'
      faults.push(`${left(name)}: with its variables looked up, ${where}: ${issue?.message}.`)
      return []
    }
    if (wall.data) walls.set(name, wall.data === true ? {} : wall.data)
    return [[name, parsed.data]]
  })
  return {
    settings: Object.fromEntries(settings),
    walls,
    rules: approvalRules(Object.fromEntries(kept(used, settings))),
    secrets: settings.flatMap(([, server]) => secretsOf(server, env)),
    faults,
  }
}

/** As they are configured, those that can be started. */
const kept = (
  used: readonly [string, McpServer][],
  settings: readonly [string, McpServerSettings][],
) => used.filter(([name]) => settings.some(([one]) => one === name))

const left = (name: string) => `The MCP server ${name} is left out`
