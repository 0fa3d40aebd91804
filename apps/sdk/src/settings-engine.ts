// What the public functions about configuration are made of: what may be written there, and everything that says so. A run that
// has none loads nothing of it.
export { schemaOfConfig, viewConfig } from './config/view-config.ts'
export { explain, viewPermissions } from './permissions/view-permissions.ts'
export { userProviders } from './config/user-providers.ts'
export { writeStarter } from './config/write-starter.ts'
export { setTrust } from './trust/set-trust.ts'
export { addServer } from './mcp/manage/add-server.ts'
export { logInAt, logOutOf } from './mcp/manage/log-in.ts'
export { removeServer } from './mcp/manage/remove-server.ts'
export { tryServers } from './mcp/manage/try-servers.ts'
export { viewServers } from './mcp/manage/view-servers.ts'
