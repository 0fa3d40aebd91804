// The servers of a run, from the first of its sessions to the end of its process.
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises'
import { failed, type Redactor, type Tool } from '@harness/kernel'
import { mcpServers, serverIds, type McpFault, type McpHost, type McpServers } from '@harness/mcp'
import type { GatheredServers } from './gather-servers.ts'
import type { RunningCalls } from './running-calls.ts'
import { tellOfSlow } from './tell-of-slow.ts'

export interface Attaching extends Pick<
  McpHost,
  'workspace' | 'environment' | 'wrap' | 'vault' | 'secret' | 'ask' | 'sample'
> {
  gathered: GatheredServers
  redactor: Redactor
  /** Told which calls are under way. */
  calls: RunningCalls
  /** Nobody waits for the servers any more. */
  signal: AbortSignal
  onNotice(text: string): void
}

export interface AttachedServers extends Pick<McpServers, 'declared' | 'prompt' | 'resource'> {
  /** What they offer now. */
  tools(): readonly Tool[]
  /** Starts them, side by side. Resolves when each is ready or broken; what is wrong is a notice. */
  start(): Promise<void>
  /** `listener` is called when the tools are others, and not again before it is done. */
  follow(listener: () => Promise<void>): void
  /** Resolves when nothing of them runs. */
  close(): Promise<void>
}

/** Milliseconds that a call waits for what it changed of the tools. */
const mostSettling = 5000

/** Times that the tools of a run are looked at anew: each may be written down. */
const mostChanges = 100

/** Nobody reads more of them. */
const mostNotices = 50

/** Nothing is started before `start`. */
export function attachServers(attaching: Attaching): AttachedServers {
  const { gathered, redactor, signal, calls, onNotice, ...host } = attaching
  const over = new AbortController()
  const stop = AbortSignal.any([signal, over.signal])
  const ids = serverIds(Object.keys(gathered.settings))
  const told = new Set<string>()
  let tools: readonly Tool[] = []
  let isStale = false
  let changes = 0
  let refreshing: Promise<void> | undefined
  let listener: (() => Promise<void>) | undefined

  const look = async () => {
    try {
      const found = await servers.tools({ signal: stop })
      const fresh = found.tools.map((tool) => settling(calls.watch(tool)))
      tools = [
        ...fresh,
        ...ofBroken().filter(({ name }) => fresh.every((one) => one.name !== name)),
      ]
      for (const fault of found.faults) tell(noticeOf(fault))
    } catch (error) {
      // Whoever stops asks for nothing more.
      if (!stop.aborted) throw error
    }
  }
  /** One that broke is started again by the next call: it keeps the tools that it had. */
  const ofBroken = () => {
    const broken = servers.status().filter(({ state }) => state === 'broken')
    const prefixes = broken.map(({ server }) => `mcp_${ids.get(server)}_`)
    return tools.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
  }
  /** What was allowed runs, and nothing else of that name; what a call changed of the tools is known before it is over. */
  const settling = (tool: Tool): Tool => ({
    ...tool,
    run: async (...looked) => {
      if (!(await isStill(tool, looked))) return failed('tool_changed', another(tool))
      const [, , context] = looked
      const result = await tool.run(...looked)
      await immediate()
      if (refreshing) await Promise.race([refreshing, pause(context.signal)])
      return result
    },
  })
  const tell = (said: string) => {
    const text = redactor.redact(said)
    if (told.has(text) || told.size >= mostNotices) return
    told.add(text)
    onNotice(text)
  }
  const refresh = async () => {
    while (isStale && !stop.aborted) {
      if (changes >= mostChanges) return tell(endless)
      isStale = false
      changes += 1
      await look()
      if (!stop.aborted) await listener?.()
    }
  }
  const changed = () => {
    isStale = true
    if (!listener || refreshing || stop.aborted) return
    refreshing = refresh()
      // A session that cannot be written to says so where the run goes on.
      .catch((error: unknown) =>
        tell(`The tools of MCP servers stay as they are: ${String(error)}`),
      )
      .finally(() => (refreshing = undefined))
  }
  const servers: McpServers = mcpServers(gathered.settings, { ...host, changed })

  return {
    declared(...asked) {
      const tool = servers.declared(...asked)
      return tool && settling(calls.watch(tool))
    },
    prompt: servers.prompt,
    resource: servers.resource,
    tools: () => tools,
    start: () => tellOfSlow(servers, look(), onNotice),
    follow(given) {
      listener = given
      if (isStale) changed()
    },
    async close() {
      over.abort('closed')
      await servers.close()
      await refreshing
    },
  }
}

/** Whether a tool is the one that was looked at: a server may give its name to another one while a person is asked. */
async function isStill(
  tool: Tool,
  [input, prepared, context]: Parameters<Tool['run']>,
): Promise<boolean> {
  const now = await tool.prepare(input, context)
  if (now.kind !== 'ready') return false
  return now.prepared.target === prepared.target && now.prepared.access === prepared.access
}

const another = ({ name }: Tool) =>
  `${name} is another tool than the one that this call was looked at for. Call it again.`

const pause = (signal: AbortSignal) =>
  sleep(mostSettling, undefined, { signal, ref: false }).catch(() => undefined)

const endless =
  'MCP servers change their tools without end: the run goes on with those that there are now.'

const noticeOf = ({ message, stderr }: McpFault): string =>
  stderr === undefined || stderr === '' ? message : `${message}\n${stderr.replaceAll(/^/gm, '  ')}`
