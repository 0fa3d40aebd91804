import type { LiveRuns } from './runs/live-runs.ts'
import type { ServedOptions } from './serve-mcp.ts'

/** What all connections of a server share. */
export interface Serving {
  options: ServedOptions
  /** Where clients may work: a real path, and all below it. */
  folder: string
  runs: LiveRuns
  /** Whether clients are asked. */
  asks: boolean
  /** Tells the person who started it. */
  notice(text: string): void
}
