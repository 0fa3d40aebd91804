import type { Json } from '@harness/kernel'
import { beginningOf } from '@harness/kernel'
import { z } from 'zod'
import type { ServerLink } from '../connection/server-link.ts'
import { warningOf } from '../fault/mcp-error.ts'
import type { McpFault } from '../fault/mcp-fault.ts'
import { plainText } from '../fault/plain-text.ts'
import { checkSchema } from './check-schema.ts'
import { headerFault } from './header-fault.ts'

/** A tool as its server describes it, bounded. */
export interface ListedTool {
  /** As the server calls it. */
  name: string
  description: string
  input: Json
  /** Whether the server says that it only reads. */
  readOnly: boolean
}

export interface Listed {
  tools: ListedTool[]
  /** Of what was left out. */
  faults: McpFault[]
}

const mostTools = 200
const mostPages = 50
/** Bytes of a description, and of all that a server's tools say of themselves. */
const mostDescription = 2048
const mostBytes = 256 * 1024
/** Warnings that are worth reading. */
const mostFaults = 20

const Page = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().optional() })

const RawTool = z.looseObject({
  name: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^\p{Cc}]+$/u),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: z.unknown(),
  annotations: z
    .looseObject({ title: z.string().optional(), readOnlyHint: z.boolean().optional() })
    .optional(),
  execution: z.looseObject({ taskSupport: z.string().optional() }).optional(),
})

/** What a server lists, within `timeoutMs` for all of it. What cannot be used is left out, with a warning. Rejects as `ServerLink.request` does. */
export async function listTools(
  link: ServerLink,
  server: string,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Listed> {
  const until = performance.now() + timeoutMs
  const found: Listed = { tools: [], faults: [] }
  if (!link.offers('tools')) return found
  const warn = (what: string) => {
    if (found.faults.length < mostFaults) {
      found.faults.push(warningOf(server, `The MCP server ${server}: ${what}`))
    }
  }
  const room = new Room()
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const params = cursor === undefined ? {} : { cursor }
    const { tools, nextCursor } = await link.request({ method: 'tools/list', params }, Page, {
      signal,
      timeoutMs: Math.max(1, Math.round(until - performance.now())),
    })
    for (const raw of tools) {
      const read = readTool(raw, link.era === 'modern')
      if (read.kind === 'refused') warn(read.why)
      else if (found.tools.some(({ name }) => name === read.tool.name)) {
        warn(`the tool ${read.tool.name} is listed twice; the first one stands.`)
      } else if (room.takes(read.tool)) found.tools.push(read.tool)
      else {
        warn(`it has more tools than fit (${mostTools}, ${mostBytes} bytes); the rest is left out.`)
        return found
      }
    }
    if (nextCursor === undefined || nextCursor === cursor) return found
    cursor = nextCursor
  }
  warn(`its list has more than ${mostPages} pages; the rest is left out.`)
  return found
}

class Room {
  #tools = 0
  #bytes = 0

  takes(tool: ListedTool): boolean {
    this.#tools += 1
    this.#bytes += Buffer.byteLength(JSON.stringify(tool))
    return this.#tools <= mostTools && this.#bytes <= mostBytes
  }
}

function readTool(
  raw: unknown,
  hasHeaders: boolean,
): { kind: 'sound'; tool: ListedTool } | Refused {
  const parsed = RawTool.safeParse(raw)
  if (!parsed.success) return refused('a tool is left out: what is said of it makes no sense.')
  const { name, title, description, inputSchema, annotations, execution } = parsed.data
  if (execution?.taskSupport === 'required') {
    return refused(`the tool ${name} is left out: it works by tasks of the protocol only.`)
  }
  const checked = checkSchema(inputSchema)
  if (checked.kind === 'refused') {
    return refused(`the tool ${name} is left out: its input schema ${checked.why}.`)
  }
  const fault = hasHeaders ? headerFault(checked.schema) : undefined
  if (fault !== undefined) {
    return refused(`the tool ${name} is left out: its input schema ${fault}.`)
  }
  const said = [description, title, annotations?.title].find((one) => one?.trim())
  return {
    kind: 'sound',
    tool: {
      name,
      description: plainText(beginningOf(said?.trim() ?? `The tool ${name}.`, mostDescription)),
      input: checked.schema,
      readOnly: annotations?.readOnlyHint ?? false,
    },
  }
}

interface Refused {
  kind: 'refused'
  why: string
}

const refused = (why: string): Refused => ({ kind: 'refused', why })
