import type { Options } from '../options.ts'
import type { ModelList } from './model-list.ts'

/** Which models are listed, and who is asked. */
export interface ListModelsOptions extends Pick<
  Options,
  'cwd' | 'home' | 'env' | 'presets' | 'signal' | 'onNotice' | 'config' | 'settingSources'
> {
  /** Only this provider; or what has this in its name. */
  name?: string
  /** Asks hosted providers too: the one that is named, else those whose key is set. */
  remote?: boolean
}

/**
 * The providers and their models, whose key is set, and what local servers answer. Asks the servers on this machine; others
 * only with `remote`.
 * @throws SdkError with `unknown_provider` when nothing has that name; what servers do is in the list.
 */
export async function listModels(options: ListModelsOptions = {}): Promise<ModelList> {
  const { gatherModels } = await import('./gather-models.ts')
  return gatherModels(options)
}
