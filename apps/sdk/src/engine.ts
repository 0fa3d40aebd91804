// What the public functions are made of. Each of them loads it by its first call, and nothing else does.
export { promotionOf, tasksProjection } from '@harness/kernel'
export { conduct } from './drive/conduct.ts'
export { known } from './session/known.ts'
export { openStore } from './session/open-store.ts'
export { openWorkspace } from './session/open-workspace.ts'
export { modelCalls } from './sessions/model-calls.ts'
export { deliver } from './sessions/deliver.ts'
export { deliverAnswer } from './sessions/deliver-answer.ts'
