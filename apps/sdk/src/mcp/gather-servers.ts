import { McpAddressSettings, McpCommandSettings, type McpServerSettings } from '@harness/mcp'
import type { PermissionRule } from '@harness/kernel'
import { secretsIn } from '../setup/secrets-in.ts'
import { approvalRules } from './approval-rules.ts'
import { expandVariables } from './expand-variables.ts'
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

/** Headers, and flags of programs, that say who somebody is. */
const credential = /auth|key|token|secret|cookie|passw/i
const shortest = 8

const isSecretFlag = (arg: string) => /^-[^=]*$/u.test(arg) && credential.test(arg)

function secretsOf(server: McpServerSettings): string[] {
  const headers = 'headers' in server ? Object.entries(server.headers ?? {}) : []
  const words = headers
    .filter(([name]) => credential.test(name))
    .flatMap(([, value]) => value.split(/\s+/u))
  const { args = [], env = {} } = 'command' in server ? server : {}
  // Behind its flag as a word of its own.
  const behind = args.filter((_, at) => isSecretFlag(args[at - 1] ?? ''))
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const address = 'url' in server ? [server.url] : []
  const found = secretsIn([...lines, args.join(' '), ...address].join('\n'))
  return [...[...words, ...behind].filter((word) => word.length >= shortest), ...found]
}
