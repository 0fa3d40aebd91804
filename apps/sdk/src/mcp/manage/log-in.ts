import { mcpLogin, mcpLogout, type McpAddressSettings, type McpLoginOutcome } from '@harness/mcp'
import { loadSettings } from '../../config/load-settings.ts'
import { SdkError } from '../../sdk-error.ts'
import { homeOf } from '../../session/home-of.ts'
import { openWorkspace } from '../../session/open-workspace.ts'
import { sayUntrusted } from '../../setup/prepare-run.ts'
import { gatherServers } from '../gather-servers.ts'
import { loginsIn } from '../logins-in.ts'
import { chosenServers } from './chosen-servers.ts'
import type { LoginServerInput, ServerName } from './login-mcp-server.ts'

export async function logInAt(input: LoginServerInput): Promise<McpLoginOutcome> {
  const { name, open, signal = new AbortController().signal, timeoutMs } = input
  const { settings, env, home } = await addressOf(input)
  return mcpLogin(name, settings, {
    vault: loginsIn(home, () => undefined),
    open,
    signal,
    environment: env,
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
}

export async function logOutOf(input: ServerName): Promise<void> {
  const { settings, home } = await addressOf(input)
  await mcpLogout(
    settings,
    loginsIn(home, () => undefined),
  )
}

async function addressOf(input: ServerName) {
  const { name, onNotice, ...options } = input
  const folder = await openWorkspace(options.cwd)
  const env = { ...process.env, ...options.env }
  const settings = await loadSettings({ options, env, folder, onNotice })
  sayUntrusted(input, settings)
  const chosen = chosenServers(settings.config.mcpServers ?? {}, [name])
  const enabled = Object.entries(chosen).map(([key, server]) => [key, { ...server, enabled: true }])
  const gathered = gatherServers(Object.fromEntries(enabled), env)
  const [fault] = gathered.faults
  if (fault !== undefined) throw new SdkError('invalid_option', fault)
  return { settings: withAddress(name, gathered.settings[name]), env, home: homeOf(options) }
}

function withAddress(name: string, settings: object | undefined): McpAddressSettings {
  if (settings && isAddress(settings)) return settings
  const message = `The MCP server ${name} is a program of this machine: it is given what it needs by env and passEnv, and there is no login.`
  throw new SdkError('invalid_option', message)
}

const isAddress = (settings: object): settings is McpAddressSettings => 'url' in settings
