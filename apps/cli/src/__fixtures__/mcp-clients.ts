// Clients of `harness mcp serve`, as other programs are: by the official library, over either transport, of either time.
import {
  Client,
  StreamableHTTPClientTransport,
  type ElicitResult,
} from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { main, type Place } from './cli.ts'

export const token = 'a-token-of-the-tests'

export const kinds = [
  { transport: 'stdio', version: '2025-11-25' },
  { transport: 'stdio', version: '2026-07-28' },
  { transport: 'http', version: '2025-11-25' },
  { transport: 'http', version: '2026-07-28' },
] as const
export type Kind = (typeof kinds)[number]

export interface Asked {
  message: string
  schema: any
}

/** What a person answers; without it the client cannot ask. */
export type Answerer = (asked: Asked) => ElicitResult | Promise<ElicitResult>

export interface Connected {
  client: Client
  /** Of the server. */
  pid: number
  stderr(): string
  /** Runs a task; what it says is its structured result. */
  run(input: Record<string, unknown>, options?: object): Promise<any>
  /** Ends the client and the server. */
  end(): Promise<void>
}

export interface Connecting {
  kind: Kind
  args: readonly string[]
  answer?: Answerer
}

export async function connect(place: Place, connecting: Connecting): Promise<Connected> {
  const { kind, answer } = connecting
  const client = new Client(
    { name: 'tests', version: '1' },
    {
      capabilities: answer ? { elicitation: { form: {} } } : {},
      versionNegotiation: {
        mode: kind.version === '2025-11-25' ? 'legacy' : { pin: kind.version },
      },
    },
  )
  if (answer) {
    client.setRequestHandler('elicitation/create', async ({ params }) =>
      answer({
        message: params.message,
        schema: 'requestedSchema' in params && params.requestedSchema,
      }),
    )
  }
  const open = kind.transport === 'stdio' ? overStdio : overHttp
  return { ...(await open(place, client, connecting.args)), client, run: runBy(client) }
}

const runBy = (client: Client) => async (input: Record<string, unknown>, options?: object) => {
  const result: any = await client.callTool({ name: 'run', arguments: input }, options)
  return result.structuredContent ?? { refused: result.content[0].text }
}

async function overStdio({ env, workspace }: Place, client: Client, args: readonly string[]) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main, 'mcp', 'serve', ...args],
    env,
    cwd: workspace,
    stderr: 'pipe',
  })
  let stderr = ''
  transport.stderr?.on('data', (text) => (stderr += String(text)))
  await client.connect(transport)
  const pid = transport.pid ?? 0
  return { pid, stderr: () => stderr, end: () => client.close() }
}

async function overHttp(place: Place, client: Client, args: readonly string[]) {
  const server = await serveHttp(place, args)
  await client.connect(httpTransport(server.url))
  const end = async () => {
    await client.close()
    await server.end()
  }
  return { pid: server.pid, stderr: server.stderr, end }
}

export const httpTransport = (url: string, said = token): StreamableHTTPClientTransport =>
  new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { authorization: `Bearer ${said}` } },
  })

/** A server on a free port. */
export async function serveHttp(place: Place, args: readonly string[]) {
  const env = { HARNESS_MCP_TOKEN: token }
  const started = place.start(['mcp', 'serve', '--http', ...args], { env })
  await started.says('Serving http')
  const [url = ''] = /http:\S+\/mcp/.exec(started.stderr()) ?? []
  const end = async () => {
    started.kill('SIGTERM')
    return started.ended
  }
  return { ...started, url, end }
}

/** Resolves when the condition holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 25))
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
