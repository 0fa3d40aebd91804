import { join } from 'node:path'
import type { QueryInput } from '../options.ts'
import type { ManyOptions } from './run-many.ts'

/** Gives each run what it has of all, and a home of its own where that is wanted. */
export async function isolated({
  homes,
  options: shared = {},
}: Pick<ManyOptions, 'homes' | 'options'>): Promise<
  (input: QueryInput, index: number) => QueryInput
> {
  if (homes === undefined)
    return (input) => ({ ...input, options: { ...shared, ...input.options } })
  const { userProviders } = await import('../settings-engine.ts')
  const providers = await userProviders(shared)
  return (input, index) => {
    const home = join(homes, String(index))
    const options = { ...shared, home, ...input.options }
    if (!providers) return { ...input, options }
    const own = options.configOverrides
    const configOverrides = { ...own, providers: { ...providers, ...own?.providers } }
    return { ...input, options: { ...options, configOverrides } }
  }
}
