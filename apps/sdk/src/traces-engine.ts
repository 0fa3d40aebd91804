// What the public functions about recorded sessions are made of: a run loads nothing of it.
export { differing } from './sessions/differing.ts'
export { replayed } from './sessions/replayed.ts'
