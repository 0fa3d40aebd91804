import { failed, type Json, type Tool, type ToolResult } from '@harness/kernel'
import type { McpFault } from './fault/mcp-fault.ts'
import type { McpHost } from './mcp-host.ts'
import { ServerConnection } from './connection/server-connection.ts'
import type { ServerLink } from './connection/server-link.ts'
import { serverTool } from './tools/server-tool.ts'
import { callServer } from './tools/call-server.ts'
import type { ReadContext } from './tools/server-content.ts'
import { toolsOf, type McpCatalog } from './tools/tools-of.ts'
import type { McpServerSettings } from './settings/mcp-server-settings.ts'
import { serverIds } from './settings/server-ids.ts'
import { promptNamed } from './utilities/prompts.ts'
import { readResource } from './utilities/resources.ts'

/** The tools of all servers, and what is wrong with those that have none. */
export interface McpTools {
  /** By server in the order of the settings, then as the server lists them. */
  tools: Tool[]
  faults: McpFault[]
}

/** A tool as it is declared by whoever uses a server. */
export interface McpDeclaredTool {
  /** What the model calls it. */
  name: string
  description: string
  /** A JSON Schema of type object. */
  input: Json
  /** What the server calls it. */
  tool: string
}

/** What prompts and resources are read with: images and long texts become artifacts. */
export type McpReading = ReadContext

/** How a server stands. */
export interface McpStatus {
  server: string
  state: 'idle' | 'starting' | 'ready' | 'broken' | 'closed'
  /** What it calls itself, while it is ready. */
  info?: { name: string; version: string }
  /** The version of the protocol that is spoken, while it is ready. */
  protocol?: string
  /** The process it is, while there is one. */
  pid?: number
  /** Why it was broken last. */
  fault?: McpFault
}

export interface McpServers extends AsyncDisposable {
  /**
   * The tools there are now. Starts the servers that do not run, side by side, each within its time; a server that was
   * just broken is not started again before its pause is over. Rejects only with the signal's reason, and starts go on
   * then for whoever asks next.
   */
  tools(options: { signal: AbortSignal }): Promise<McpTools>
  /**
   * A tool of a server that is declared here, and not asked for: its server is started by its first call. Undefined where
   * there is no such server. A server that is not trusted may do anything by it.
   */
  declared(server: string, tool: McpDeclaredTool): Tool | undefined
  /**
   * What a prompt says, asked for by a person: `name` may be written as names of tools are, `words` are its arguments in
   * their order. A failure is a result that says why. Rejects only with the signal's reason.
   */
  prompt(
    server: string,
    prompt: { name: string; words: readonly string[] },
    context: McpReading,
  ): Promise<ToolResult>
  /** What a resource holds, asked for by a person. Fails as `prompt` does. */
  resource(server: string, uri: string, context: McpReading): Promise<ToolResult>
  /** Starts nothing. */
  status(): McpStatus[]
  /** Ends every program with its group and closes every connection; calls in flight fail. Resolves when nothing runs any more. */
  close(): Promise<void>
}

/** The servers of a configuration, by name. Nothing is started before tools are asked for. */
export function mcpServers(
  settings: Readonly<Record<string, McpServerSettings>>,
  host: McpHost,
): McpServers {
  const ids = serverIds(Object.keys(settings))
  const connections = Object.entries(settings).map(
    ([name, one]) => new ServerConnection({ name, id: ids.get(name) ?? name }, one, host),
  )
  const close = async () => {
    await Promise.all(connections.map((connection) => connection.close()))
  }
  const named = (server: string) =>
    connections.find(({ server: { name, id } }) => name === server || id === server)
  const read = async (
    server: string,
    context: McpReading,
    work: (link: ServerLink) => Promise<ToolResult>,
  ) => {
    const connection = named(server)
    if (!connection) return failed('no_server', `There is no MCP server ${server}.`)
    return callServer(connection, context, work)
  }
  return {
    async tools({ signal }) {
      const catalogs = await Promise.all(
        connections.map((connection): Promise<McpCatalog> => connection.catalog(signal)),
      )
      return toolsOf(catalogs)
    },
    declared(server, { name, tool, description, input }) {
      const connection = named(server)
      const listed = { name: tool, description, input, readOnly: false }
      return connection && serverTool(connection, listed, name)
    },
    prompt: (server, prompt, context) =>
      read(server, context, (link) => promptNamed(prompt, link, context)),
    resource: (server, uri, context) =>
      read(server, context, (link) => readResource.run({ uri }, link, context)),
    status: () => connections.map((connection) => connection.status()),
    close,
    [Symbol.asyncDispose]: close,
  }
}
