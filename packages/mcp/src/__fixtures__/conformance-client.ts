// The client that the conformance suite starts, `node conformance-client.ts <address>`: our public package, told what to call.
import { contentText, type Json, type Tool } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import {
  mcpLogin,
  mcpServers,
  type McpAddressSettings,
  type McpHost,
  type McpOAuthSettings,
  type McpVault,
} from '../index.ts'

interface Context {
  toolCalls?: { name: string; arguments: Json }[]
  client_id?: string
  client_secret?: string
  private_key_pem?: string
  issuer?: string
}

const url = process.argv.at(-1)!
const context = JSON.parse(process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}') as Context
const signal = AbortSignal.timeout(100_000)

const secret = context.client_secret ?? context.private_key_pem

/** What a person writes into the settings who registered this program, and therefore knows with whom. */
async function oauthSettings(): Promise<McpOAuthSettings> {
  const { client_id: clientId, issuer } = context
  const scenario = process.env['MCP_CONFORMANCE_SCENARIO']!
  if (clientId && secret && issuer) return { clientId, clientSecretEnv: 'SECRET', issuer }
  if (!clientId || !secret || !scenario.startsWith('auth/client-credentials')) {
    return { clientMetadataUrl: 'https://conformance-test.local/client-metadata.json' }
  }
  const metadata = new URL('/.well-known/oauth-protected-resource/mcp', url)
  const { authorization_servers: servers } = (await (await fetch(metadata)).json()) as any
  const by = context.client_secret ? { clientSecretEnv: 'SECRET' } : { clientKeyEnv: 'SECRET' }
  return { grant: 'client_credentials', clientId, issuer: servers[0], ...by }
}

const kept = new Map<string, string>()
const vault: McpVault = {
  read: async (key) => kept.get(key),
  write: async (key, text) => void (text === undefined ? kept.delete(key) : kept.set(key, text)),
}
const settings: McpAddressSettings = {
  url,
  timeoutMs: 30_000,
  oauth: await oauthSettings(),
}

const host: McpHost = {
  workspace: process.cwd(),
  vault,
  environment: { SECRET: secret },
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

/** The code of a failure, or nothing. */
async function call(tool: Tool, input: Json): Promise<string> {
  const act = testContext(host.workspace, { signal })
  const preparation = await tool.prepare(input, act)
  if (preparation.kind === 'invalid') throw new Error(preparation.message)
  const result = await tool.run(input, preparation.prepared, act)
  say(`${tool.name}: ${result.kind}: ${contentText(result.content)}`)
  return result.kind === 'failed' ? result.code : ''
}

/** As often as a person would try. */
const mostLogins = 3

/** Logs in as a person would, whose browser follows each redirect. */
async function logIn(): Promise<boolean> {
  const outcome = await mcpLogin('it', settings, {
    vault,
    environment: { SECRET: secret },
    signal,
    open: async (address) => {
      await (await fetch(address)).text()
    },
  })
  say(JSON.stringify(outcome))
  return outcome.kind === 'done'
}

async function callAll(tools: Tool[]): Promise<string[]> {
  const named = (name: string) => tools.find((tool) => tool.name === `mcp_it_${name}`)
  const echo = named('json_schema_echo')
  if (echo) return [await call(echo, { schema: tools[0]!.input })]
  const calls =
    context.toolCalls?.map((one) => ({ tool: named(one.name)!, input: one.arguments })) ??
    tools.map((tool) => ({ tool, input: sampleOf(tool.input) }))
  const codes: string[] = []
  for (const { tool, input } of calls) codes.push(await call(tool, input))
  return codes
}

/** What went wrong, if anything did: the server, or a call that needs a login. */
async function useAll(): Promise<string[]> {
  await using servers = mcpServers({ it: settings }, host)
  const { tools, faults } = await servers.tools({ signal })
  for (const { message } of faults) say(message)
  say(JSON.stringify(servers.status()))
  const codes = await callAll(tools)
  const broken = faults.filter(({ level }) => level === 'error').map(({ code }) => code)
  return [...broken, ...codes.filter((code) => code === 'server_unauthorized')]
}

let wrong = await useAll()
for (let logins = 0; logins < mostLogins; logins += 1) {
  const wants = wrong.some((code) => code.endsWith('unauthorized'))
  if (!wants || !(await logIn())) break
  wrong = await useAll()
}
if (wrong.length > 0) process.exitCode = 1
