import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentText, type ActContext, type Json, type Tool } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import { mcpServers, type McpHost, type McpServers, type McpServerSettings } from '../index.ts'

/** Servers, and the tools of one that is called `one`. */
export interface ServerStage extends AsyncDisposable {
  servers: McpServers
  workspace: string
  tools(): Promise<Tool[]>
  /** Calls a tool by the name its server gave it. */
  use(
    name: string,
    input?: Json,
    more?: Partial<ActContext>,
  ): Promise<{ kind: string; code?: string; text: string; content: unknown[]; artifacts: number }>
  pid(): number
}

export const hostile = (...misdeeds: string[]) => ({
  command: process.execPath,
  args: [join(import.meta.dirname, 'worker.ts'), ...misdeeds],
})

export function serverStage(settings: McpServerSettings, host: Partial<McpHost> = {}): ServerStage {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'mcp-')))
  const servers = mcpServers({ one: settings }, { workspace, ...host })
  const tools = async () => (await servers.tools({ signal: new AbortController().signal })).tools
  return {
    servers,
    workspace,
    tools,
    async use(name, input = {}, more = {}) {
      const tool = (await tools()).find((one) => one.name === `mcp_one_${name}`)
      if (!tool) throw new Error(`there is no ${name}`)
      const context = testContext(workspace, more)
      const preparation = await tool.prepare(input, context)
      if (preparation.kind === 'invalid') throw new Error(preparation.message)
      const result = await tool.run(input, preparation.prepared, context)
      const { kind, content, artifacts = [] } = result
      const code = result.kind === 'failed' ? { code: result.code } : {}
      return { kind, ...code, text: contentText(content), content, artifacts: artifacts.length }
    },
    pid: () => servers.status()[0]!.pid!,
    async [Symbol.asyncDispose]() {
      await servers.close()
      rmSync(workspace, { recursive: true, force: true })
    },
  }
}

/** Whether a process is there: also one that ended and was not waited for. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The processes of a group that run; one that ended is not counted, whoever has to wait for it. */
export const runningIn = (group: number): string[] =>
  execFileSync('ps', ['-A', '-o', 'pgid=,stat=,pid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([pgid, state, pid]) =>
      pgid === String(group) && !state!.startsWith('Z') ? [pid!] : [],
    )
