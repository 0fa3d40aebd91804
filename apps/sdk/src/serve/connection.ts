import type { ParkedRuns } from './runs/parked-runs.ts'
import type { Serving } from './serving.ts'
import type { Guard } from './tools/guarded.ts'

/** What the tools of one connection have to go by. */
export interface Connection {
  serving: Serving
  /** `modern`: since 2026-07-28, where a server sends no requests of its own. */
  era: 'modern' | 'legacy'
  parked: ParkedRuns
  guard: Guard
}
