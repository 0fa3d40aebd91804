import { Json, type Tool, type ToolResult } from '@harness/kernel'
import { z } from 'zod'
import type { ServerConnection } from '../connection/server-connection.ts'
import type { ServerLink } from '../connection/server-link.ts'
import { callServer } from '../tools/call-server.ts'
import { mayDo, prepareCall } from '../tools/prepare-call.ts'
import type { ReadContext } from '../tools/server-content.ts'
import type { ToolNames } from '../tools/tool-names.ts'
import { getPrompt, listPrompts } from './prompts.ts'
import { listResources, readResource } from './resources.ts'
import { tellStatus } from './status.ts'

/** What there is besides a server's own tools. */
export interface Utility<Input extends z.ZodType> {
  name: string
  description: string
  input: Input
  run(input: z.infer<Input>, link: ServerLink, context: ReadContext): Promise<ToolResult>
}

/** `list_resources`, `read_resource`, `list_prompts`, `get_prompt` of servers that have such, and `status` of every one. */
export function utilityTools(
  connection: ServerConnection,
  link: ServerLink | undefined,
  names: ToolNames,
): Tool[] {
  const make = <Input extends z.ZodType>(utility: Utility<Input>) =>
    utilityTool(connection, utility, names)
  return [
    ...(link?.offers('resources') ? [make(listResources), make(readResource)] : []),
    ...(link?.offers('prompts') ? [make(listPrompts), make(getPrompt)] : []),
    statusTool(connection, names),
  ]
}

function utilityTool<Input extends z.ZodType>(
  connection: ServerConnection,
  { name, description, input, run }: Utility<Input>,
  names: ToolNames,
): Tool {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input' })
  return {
    name: names.take(connection.server.id, name),
    description: `${description} Of the MCP server ${connection.server.id}.`,
    input: Json.parse(schema),
    effect: mayDo(connection, true).effect,
    prepare: async (given) => {
      const parsed = input.safeParse(given)
      if (parsed.success) return prepareCall(connection, { name, input: given, readOnly: true })
      const message = `The input of ${name} does not fit its schema:\n${z.prettifyError(parsed.error)}`
      return { kind: 'invalid', code: 'invalid_input', message }
    },
    run: (given, _prepared, context) =>
      callServer(connection, context, (link) => run(input.parse(given), link, context)),
  }
}

/** Asks nobody: it tells what is known here. */
function statusTool(connection: ServerConnection, names: ToolNames): Tool {
  const name = 'status'
  return {
    name: names.take(connection.server.id, name),
    description: `How the MCP server ${connection.server.id} stands, and what it says of its use.`,
    input: { type: 'object', properties: {} },
    effect: 'pure',
    prepare: async () => ({
      kind: 'ready',
      prepared: {
        effect: 'pure',
        access: 'none',
        server: connection.server.id,
        target: `${connection.server.id}/${name}`,
      },
    }),
    run: async () => tellStatus(connection),
  }
}
