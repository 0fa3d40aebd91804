import { join } from 'node:path'
import { closestName } from '@harness/kernel'
import { mcpServers, serverIds, type McpFault, type McpServers } from '@harness/mcp'
import { loadSettings } from '../../config/load-settings.ts'
import { SdkError } from '../../sdk-error.ts'
import { homeOf } from '../../session/home-of.ts'
import { openWorkspace } from '../../session/open-workspace.ts'
import { sayUntrusted } from '../../setup/prepare-run.ts'
import { redactorOf } from '../../setup/redactor-of.ts'
import { scratchIn } from '../../setup/scratch.ts'
import { gatherServers } from '../gather-servers.ts'
import type { McpServer } from '../mcp-settings.ts'
import { wallOf } from '../wall-of.ts'
import { offersOf, type Offers } from './offers-of.ts'
import type { TestedServer, TestServersInput } from './test-mcp-servers.ts'

/** Milliseconds that nobody is told what is waited for. */
const patience = 3000

export async function tryServers(input: TestServersInput): Promise<TestedServer[]> {
  const { names = [], signal = new AbortController().signal, onNotice, ...options } = input
  const folder = await openWorkspace(options.cwd)
  const env = { ...process.env, ...options.env }
  const settings = await loadSettings({ options, env, folder, onNotice })
  if (onNotice) sayUntrusted({ onNotice }, settings)
  const chosen = chosenFrom(settings.config.mcpServers ?? {}, names)
  const gathered = gatherServers(chosen, env)
  const variables = settings.config.redaction?.variables ?? []
  const redactor = redactorOf(env, { variables, known: gathered.secrets })
  const scratch = scratchIn(undefined)
  const ids = serverIds(Object.keys(gathered.settings))
  const wrap = wallOf({
    walls: gathered.walls,
    workspace: folder,
    hidden: [homeOf(options)],
    scratch: (server) => join(scratch.session('test'), 'servers', ids.get(server) ?? ''),
  })
  const host = { workspace: folder, environment: env, ...(wrap && { wrap }) }
  const servers = mcpServers(gathered.settings, host)
  try {
    const { tools, faults } = await startAll(servers, { signal, onNotice })
    const offers = await offersOf(tools, { workspace: folder, signal })
    const status = servers.status()
    const clean = (fault: McpFault) => redacted(fault, (text) => redactor.redact(text))
    return Object.entries(chosen).map(([name, server]) => {
      if (server.enabled === false) return { ...nothing, name, state: 'disabled' }
      const found = offers.get(ids.get(name) ?? '')
      const told = faults.filter((fault) => fault.server === name).map(clean)
      const { state, info } = status.find((one) => one.server === name) ?? {}
      if (state !== undefined) return tested(name, { state, info, found, told })
      const [why = 'It was left out.'] = gatherServers({ [name]: server }, env).faults
      return { ...nothing, name, state: 'failed', faults: [{ level: 'error', message: why }] }
    })
  } finally {
    await servers.close()
    await scratch.clear()
  }
}

const nothing = { info: null, tools: [], resources: null, prompts: null, faults: [] }

interface Told {
  state: string
  info: TestedServer['info'] | undefined
  found: Offers | undefined
  told: TestedServer['faults']
}

function tested(name: string, { state, info, found, told }: Told): TestedServer {
  const isReady = state === 'ready' && !told.some(({ level }) => level === 'error')
  if (!isReady || !found)
    return { ...nothing, name, state: 'failed', info: info ?? null, faults: told }
  const { faults, ...offers } = found
  return { ...offers, name, state: 'ready', info: info ?? null, faults: [...told, ...faults] }
}

async function startAll(
  servers: McpServers,
  { signal, onNotice }: { signal: AbortSignal; onNotice: TestServersInput['onNotice'] | undefined },
) {
  const waiting = setTimeout(() => {
    const slow = servers.status().filter(({ state }) => state === 'starting')
    const names = slow.map(({ server }) => server).join(', ')
    if (names !== '') onNotice?.(`Waits for ${names}.`)
  }, patience)
  return servers.tools({ signal }).finally(() => clearTimeout(waiting))
}

type Configured = Readonly<Record<string, McpServer>>

function chosenFrom(configured: Configured, names: readonly string[]): Configured {
  const known = Object.keys(configured)
  if (names.length === 0) return configured
  for (const name of names) if (!Object.hasOwn(configured, name)) throw unknown(name, known)
  return Object.fromEntries(Object.entries(configured).filter(([name]) => names.includes(name)))
}

function unknown(name: string, known: readonly string[]): SdkError {
  const closest = closestName(name, known)
  const all = known.length === 0 ? 'None is configured here.' : `There are ${known.join(', ')}.`
  const hint = closest === undefined ? all : `Did you mean ${closest}?`
  return new SdkError('invalid_option', `There is no MCP server ${JSON.stringify(name)}. ${hint}`)
}

const redacted = ({ level, message, stderr }: McpFault, redact: (text: string) => string) => ({
  level,
  message: redact(message),
  ...(stderr !== undefined && { stderr: redact(stderr) }),
})
