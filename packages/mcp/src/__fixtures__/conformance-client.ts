// The client that the conformance suite starts, `node conformance-client.ts <address>`: our public package, told what to call.
import { contentText, type Json, type Tool } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import { mcpServers, type McpHost } from '../index.ts'

interface Context {
  toolCalls?: { name: string; arguments: Json }[]
}

const url = process.argv.at(-1)!
const context = JSON.parse(process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}') as Context
const signal = AbortSignal.timeout(100_000)

const host: McpHost = {
  workspace: process.cwd(),
  ask: async () => ({ action: 'accept', content: {} }),
  sample: async () => ({ model: 'none', text: 'Yes.' }),
}

const say = (line: string) => process.stdout.write(`${line}\n`)

/** A value that a schema takes. */
function sampleOf({ type, properties = {}, required = [] }: any): Json {
  if (type === 'object') {
    return Object.fromEntries(required.map((name: string) => [name, sampleOf(properties[name])]))
  }
  const samples: Record<string, Json> = { number: 5, integer: 5, boolean: true, array: [] }
  return samples[type] ?? 'text'
}

async function call(tool: Tool, input: Json): Promise<string> {
  const act = testContext(host.workspace, { signal })
  const preparation = await tool.prepare(input, act)
  if (preparation.kind === 'invalid') throw new Error(preparation.message)
  const { kind, content } = await tool.run(input, preparation.prepared, act)
  say(`${tool.name}: ${kind}: ${contentText(content)}`)
  return contentText(content)
}

await using servers = mcpServers({ it: { url, timeoutMs: 30_000 } }, host)
const { tools, faults } = await servers.tools({ signal })
for (const { message } of faults) say(message)
say(JSON.stringify(servers.status()))
const named = (name: string) => tools.find((tool) => tool.name === `mcp_it_${name}`)
const echo = named('json_schema_echo')
if (echo) {
  const [other] = tools
  await call(echo, { schema: other!.input })
} else if (context.toolCalls) {
  for (const one of context.toolCalls) await call(named(one.name)!, one.arguments)
} else {
  for (const tool of tools) {
    await call(tool, sampleOf(tool.input))
  }
}
if (faults.some(({ level }) => level === 'error')) process.exitCode = 1
