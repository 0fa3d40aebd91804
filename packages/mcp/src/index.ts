// Servers of the Model Context Protocol, as tools of the kernel.
export {
  mcpServers,
  type McpDeclaredTool,
  type McpReading,
  type McpServers,
  type McpStatus,
  type McpTools,
} from './mcp-servers.ts'

// What is written in a configuration.
export {
  McpAddressSettings,
  McpCommandSettings,
  McpOAuthSettings,
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

// Logins at servers (OAuth), and where they are kept.
export { mcpLogin, mcpLogout } from './login/mcp-login.ts'
export { type McpLoginOptions, type McpLoginOutcome } from './login/mcp-login-options.ts'
export { type McpLoginFailure } from './login/login-error.ts'
export { fileVault } from './vault/file-vault.ts'
export { type McpVault } from './vault/mcp-vault.ts'

// What is wrong with a server.
export { type McpFault, type McpFaultCode } from './fault/mcp-fault.ts'
