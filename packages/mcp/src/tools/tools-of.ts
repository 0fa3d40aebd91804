import type { Tool } from '@harness/kernel'
import type { ServerConnection } from '../connection/server-connection.ts'
import type { ServerLink } from '../connection/server-link.ts'
import type { McpFault } from '../fault/mcp-fault.ts'
import type { McpTools } from '../mcp-servers.ts'
import { utilityTools } from '../utilities/utility-tools.ts'
import type { Listed } from './list-tools.ts'
import { serverTool } from './server-tool.ts'
import { ToolNames } from './tool-names.ts'

/** What a server offers at this moment; no link and no list where it is broken. */
export interface McpCatalog {
  connection: ServerConnection
  link: ServerLink | undefined
  listed: Listed | undefined
  faults: McpFault[]
}

/** All tools of all servers, each with a name of its own. */
export function toolsOf(catalogs: readonly McpCatalog[]): McpTools {
  const names = new ToolNames()
  const tools = catalogs.flatMap(({ connection, link, listed }): Tool[] => {
    const own = (listed?.tools ?? []).map((tool) =>
      serverTool(connection, tool, names.take(connection.server.id, tool.name)),
    )
    return [...own, ...utilityTools(connection, link, names)]
  })
  return { tools, faults: catalogs.flatMap(({ faults }) => faults) }
}
