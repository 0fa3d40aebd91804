import type { Options } from '../options.ts'
import type { Check } from './check.ts'

export type DiagnoseOptions = Pick<Options, 'cwd' | 'home' | 'env'>

/**
 * Looks at everything a run needs, and says what to do about what is missing. Starts no program but the command that a
 * configuration names for the key of its model; asks nothing but the servers on this machine, for their models.
 */
export async function diagnose(options: DiagnoseOptions = {}): Promise<Check[]> {
  const { lookAtAll } = await import('./look-at-all.ts')
  return lookAtAll(options)
}
