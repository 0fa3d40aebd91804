import type { Tool } from '@harness/kernel'
import type { McpDeclaredTool } from '@harness/mcp'
import type { Config } from '../config/config.ts'

/** Where a server is to be had: undefined for one that there is not. */
type Declare = (server: string, tool: McpDeclaredTool) => Tool | undefined

/** Tools of a configuration that a server answers for; where nobody does, a call says so. */
export const declaredTools = (declared: Config['mcpTools'] = {}, declare: Declare): Tool[] =>
  Object.entries(declared).map(([name, { description, input: schema, server, tool = name }]) => {
    const input = schema ?? { type: 'object' }
    const served =
      server === undefined ? undefined : declare(server, { name, tool, description, input })
    if (served) return served
    const why =
      server === undefined
        ? 'it is declared in mcpTools, and no client is attached'
        : `its MCP server ${server} is not among those of this run`
    return unattached(
      { name, description, input },
      `Nobody answers for ${name}: ${why}. Do without it.`,
    )
  })

const unattached = (said: Pick<Tool, 'name' | 'description' | 'input'>, message: string): Tool => ({
  ...said,
  effect: 'other',
  prepare: async () => ({ kind: 'invalid', code: 'not_attached', message }),
  async run() {
    throw new Error(`${said.name} has nobody to run it`)
  },
})
