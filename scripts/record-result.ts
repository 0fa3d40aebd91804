import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Tally {
  passed: number
  failed: number
}

/** Leaves a count for the closing line of `.ci/run`, which names the folder. */
export function recordResult(name: string, tally: Tally): void {
  const folder = process.env['HARNESS_RESULTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(tally))
}
