import { join } from 'node:path'
import { mcpServers, serverIds, type McpFault } from '@harness/mcp'
import { loadSettings } from '../../config/load-settings.ts'
import { homeOf } from '../../session/home-of.ts'
import { openWorkspace } from '../../session/open-workspace.ts'
import { sayUntrusted } from '../../setup/prepare-run.ts'
import { redactorOf } from '../../setup/redactor-of.ts'
import { scratchIn } from '../../setup/scratch.ts'
import { gatherServers } from '../gather-servers.ts'
import { loginsIn } from '../logins-in.ts'
import { tellOfSlow } from '../tell-of-slow.ts'
import { wallOf } from '../wall-of.ts'
import { chosenServers } from './chosen-servers.ts'
import { offersOf, type Offers } from './offers-of.ts'
import type { TestedServer, TestServersInput } from './test-mcp-servers.ts'

export async function tryServers(input: TestServersInput): Promise<TestedServer[]> {
  const { names = [], signal = new AbortController().signal, onNotice, ...options } = input
  const folder = await openWorkspace(options.cwd)
  const env = { ...process.env, ...options.env }
  const settings = await loadSettings({ options, env, folder, onNotice })
  sayUntrusted(input, settings)
  const { mcpServers: configured = {}, redaction } = settings.config
  const chosen = chosenServers(configured, names)
  const { settings: gathered, walls, secrets } = gatherServers(chosen, env)
  // One that is started by a call is started to be looked at.
  const starting = Object.fromEntries(
    Object.entries(gathered).map(([name, one]) => [name, { ...one, lazy: false }]),
  )
  const redactor = redactorOf(env, { variables: redaction?.variables ?? [], known: secrets })
  const scratch = scratchIn(undefined)
  const ids = serverIds(Object.keys(starting))
  const wall = wallOf({
    walls,
    workspace: folder,
    hidden: [homeOf(options)],
    scratch: (server) => join(scratch.session('test'), 'servers', ids.get(server) ?? ''),
  })
  const servers = mcpServers(starting, {
    workspace: folder,
    environment: env,
    vault: loginsIn(homeOf(options), (secret) => redactor.add(secret)),
    secret: (token) => redactor.add(token),
    wrap: wall.wrap,
  })
  try {
    const { tools, faults } = await tellOfSlow(servers, servers.tools({ signal }), onNotice)
    const offers = await offersOf(tools, { workspace: folder, signal })
    const status = servers.status()
    return Object.entries(chosen).map(([name, server]): TestedServer => {
      const { enabled = true, trusted = false } = server
      const one = { ...nothing, name, trusted, sandbox: walls.has(name) }
      if (!enabled) return { ...one, state: 'disabled' }
      const state = status.find((each) => each.server === name)
      const told = faults.filter((fault) => fault.server === name)
      // One that ended since says so in its status alone.
      if (state?.fault && !told.some(({ level }) => level === 'error')) told.push(state.fault)
      const found = {
        isReady: state?.state === 'ready',
        info: state?.info ?? null,
        offers: offers.get(ids.get(name) ?? ''),
        faults: told.map((fault) => redacted(fault, (text) => redactor.redact(text))),
        left: gatherServers({ [name]: server }, env).faults,
      }
      return { ...one, ...outcomeOf(found) }
    })
  } finally {
    await servers.close()
    wall.clear()
    await scratch.clear()
  }
}

const nothing = { info: null, tools: [], resources: null, prompts: null, faults: [] }

interface Found extends Pick<TestedServer, 'info' | 'faults'> {
  isReady: boolean
  offers: Offers | undefined
  /** Why it was not even started. */
  left: readonly string[]
}

function outcomeOf({ isReady, info, offers, faults, left }: Found) {
  const why = left.map((message) => ({ level: 'error' as const, message }))
  const all = [...why, ...faults, ...(offers?.faults ?? [])]
  const isBroken = all.some(({ level }) => level === 'error')
  if (isBroken || !isReady || !offers) return { state: 'failed', faults: all } as const
  return { ...offers, state: 'ready', info, faults: all } as const
}

const redacted = ({ level, message, stderr }: McpFault, redact: (text: string) => string) => ({
  level,
  message: redact(message),
  ...(stderr !== undefined && { stderr: redact(stderr) }),
})
