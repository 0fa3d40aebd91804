// What the public functions about traces are made of. A run loads nothing of it.
export { exported } from './sessions/exported.ts'
export { exportedTrace } from './traces/exported-trace.ts'
export { gatherState } from './traces/gather-state.ts'
export { gatherTrace } from './traces/gather-trace.ts'
export { importedTrace } from './traces/imported-trace.ts'
export { sentOtlp } from './traces/sent-otlp.ts'
export { tracePage } from '@harness/traces'
