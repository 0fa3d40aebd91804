import type { Options } from '../options.ts'
import type { Check } from './check.ts'

/** What a run would be begun with, and who is asked besides. */
export interface DiagnoseOptions extends Pick<
  Options,
  'cwd' | 'home' | 'env' | 'config' | 'settingSources' | 'inheritUserConfig' | 'signal'
> {
  /** Asks each provider that has a key whether it takes it, by its list of models. Default: false. */
  online?: boolean
}

/**
 * Looks at everything a run needs, and says what to do about what is missing. Rejects for nothing that is found, and takes
 * some seconds at most. Starts no program but git, the sandbox with a command that does nothing, and the command that a
 * configuration names for the key of its model; asks nobody but servers on this machine for their models, unless `online`.
 */
export async function diagnose(options: DiagnoseOptions = {}): Promise<Check[]> {
  const { lookAtAll } = await import('./look-at-all.ts')
  return lookAtAll(options)
}
