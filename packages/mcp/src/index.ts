// Servers of the Model Context Protocol, as tools of the kernel.
export {
  mcpServers,
  type McpReading,
  type McpServers,
  type McpStatus,
  type McpTools,
} from './mcp-servers.ts'

// What is written in a configuration.
export {
  McpAddressSettings,
  McpCommandSettings,
  McpServerSettings,
} from './settings/mcp-server-settings.ts'
export { serverIds } from './settings/server-ids.ts'

// What a program brings: the workspace, a sandbox, a person, a model.
export {
  type McpAnswer,
  type McpCommand,
  type McpHost,
  type McpQuestion,
  type McpSample,
  type McpSampleMessage,
  type McpSampleRequest,
} from './mcp-host.ts'

// What is wrong with a server.
export { type McpFault, type McpFaultCode } from './fault/mcp-fault.ts'
