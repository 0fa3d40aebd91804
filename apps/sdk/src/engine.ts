// What the public functions about runs and sessions are made of. Each of them loads it by its first call, and nothing else does.
export {
  entriesOf,
  evolveConversation,
  memorySessions,
  noConversation,
  promotionOf,
  tasksProjection,
} from '@harness/kernel'
export { KeptSession } from './client/kept-session.ts'
export { conduct } from './drive/conduct.ts'
export { findSessions } from './sessions/find-sessions.ts'
export { fork } from './sessions/fork.ts'
export { foundSession } from './sessions/found-session.ts'
export { remove } from './sessions/remove.ts'
export { rename } from './sessions/rename.ts'
export { rewind } from './sessions/rewind/rewind.ts'
export { homeOf } from './session/home-of.ts'
export { knownReader } from './session/known.ts'
export { openStore } from './session/open-store.ts'
export { openWorkspace } from './session/open-workspace.ts'
export { modelCalls } from './sessions/model-calls.ts'
export { deliver } from './sessions/deliver.ts'
export { deliverAnswer } from './sessions/deliver-answer.ts'
export { compact } from './sessions/compact.ts'
export { skillFolders } from './skills/skill-folders.ts'
export { ownCommands } from './setup/own-commands.ts'
export { termsOf } from './setup/terms-of.ts'
