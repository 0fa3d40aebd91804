export type Unit = 'ms' | 's' | 'µs' | 'MB' | 'KB' | '/s' | 'calls'

/** One line of the report. */
export interface Row {
  what: string
  unit: Unit
  ours: number
  /** What ours is divided by, measured in the same run. */
  baseline?: { what: string; value: number }
  /** The most that the ratio, or ours itself, should be. */
  target?: { ratio: number } | { ours: number }
}

/** A named group of rows. */
export interface Benchmark {
  name: string
  about: string
  run(): Promise<Row[]>
}
