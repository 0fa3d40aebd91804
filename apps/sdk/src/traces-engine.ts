// What the public functions about traces are made of. A run loads nothing of it.
export { exported } from './sessions/exported.ts'
export { gatherState } from './traces/gather-state.ts'
export { gatherTrace } from './traces/gather-trace.ts'
export { tracePage } from '@harness/traces'
