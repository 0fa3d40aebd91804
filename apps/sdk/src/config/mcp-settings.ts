import { z } from 'zod'

const texts = z.record(z.string(), z.string())

/** A server, as `.mcp.json` writes it: a command, or an address. */
export const McpServer = z.strictObject({
  type: z.enum(['stdio', 'http', 'sse']).optional(),
  command: z.string().min(1).optional(),
  args: z.array(z.string()).optional(),
  env: texts.optional(),
  cwd: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  headers: texts.optional(),
})

/** A tool that a server elsewhere answers for. */
export const McpTool = z.strictObject({
  description: z.string().min(1),
  input: z
    .record(z.string(), z.json())
    .optional()
    .describe('A JSON Schema of type object. Default: anything.'),
})
export type McpTool = z.infer<typeof McpTool>
