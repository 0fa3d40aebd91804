import { McpAddressSettings, McpCommandSettings } from '@harness/mcp'
import { z } from 'zod'

const Walled = z.strictObject({
  network: z.boolean().optional().describe('Whether it reaches the network. Default: false.'),
  writable: z
    .array(z.string().min(1))
    .optional()
    .describe('Folders that it may change, "." for the workspace. Default: none.'),
  readable: z
    .array(z.string().min(1))
    .optional()
    .describe('Files and folders that it reads though they are hidden: "~/.config/some".'),
})

export const ServerSandbox = z
  .union([z.boolean(), Walled])
  .optional()
  .describe('Whether it runs in the sandbox, and what is open to it there. Default: false.')

const own = {
  enabled: z.boolean().optional().describe('Whether it is used. Default: true.'),
  sampling: z
    .boolean()
    .optional()
    .describe('Whether it may ask the model of the run, at its cost. Default: false.'),
  approval: z
    .enum(['inherit', 'ask', 'never'])
    .optional()
    .describe(
      'Whether its tools are asked about: as the permission mode says, always, or never. Default: inherit.',
    ),
}

/** What a server is given is often a secret, whatever it is called: it is never shown. */
const hidden = { writeOnly: true }

/** A server of a configuration: a command, or an address. `${NAME}` in its texts is a variable of the environment. */
export const McpServer = z.union([
  McpCommandSettings.extend({
    ...own,
    env: McpCommandSettings.shape.env.meta(hidden),
    sandbox: ServerSandbox,
  }),
  McpAddressSettings.extend({
    ...own,
    url: z.string().min(1).describe('Its address.'),
    headers: McpAddressSettings.shape.headers.meta(hidden),
  }),
])
export type McpServer = z.infer<typeof McpServer>
export type ServerWall = z.infer<typeof Walled>

/** A tool that a server elsewhere answers for. */
export const McpTool = z.strictObject({
  description: z.string().min(1),
  input: z
    .record(z.string(), z.json())
    .optional()
    .describe('A JSON Schema of type object. Default: anything.'),
  server: z
    .string()
    .min(1)
    .optional()
    .describe('The MCP server that answers for it. Without one nobody does.'),
  tool: z.string().min(1).optional().describe('What that server calls it. Default: the same.'),
})
export type McpTool = z.infer<typeof McpTool>
