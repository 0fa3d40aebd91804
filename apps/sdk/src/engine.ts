// What the public functions are made of. Each of them loads it by its first call, and nothing else does.
export {
  entriesOf,
  evolveConversation,
  noConversation,
  promotionOf,
  tasksProjection,
} from '@harness/kernel'
export { conduct } from './drive/conduct.ts'
export { homeOf } from './session/home-of.ts'
export { known } from './session/known.ts'
export { openStore } from './session/open-store.ts'
export { openWorkspace } from './session/open-workspace.ts'
export { modelCalls } from './sessions/model-calls.ts'
export { deliver } from './sessions/deliver.ts'
export { deliverAnswer } from './sessions/deliver-answer.ts'
export { compact } from './sessions/compact.ts'
export { skillFolders } from './skills/skill-folders.ts'
export { schemaOfConfig, viewConfig } from './config/view-config.ts'
export { explain, viewPermissions } from './permissions/view-permissions.ts'
export { writeStarter } from './config/write-starter.ts'
export { setTrust } from './trust/set-trust.ts'
export { addServer } from './mcp/manage/add-server.ts'
export { logInAt, logOutOf } from './mcp/manage/log-in.ts'
export { removeServer } from './mcp/manage/remove-server.ts'
export { tryServers } from './mcp/manage/try-servers.ts'
export { viewServers } from './mcp/manage/view-servers.ts'
