import type { Provider } from '@harness/kernel'
import type { WireOptions } from '@harness/kernel/wire'
import { ProvidersError } from '../providers-error.ts'

/** What a package with a wire of its own exports as `createProvider`. */
export type CreateProvider = (options: WireOptions) => Provider

/**
 * Makes the provider of a package. It is looked for where this package is installed, never in the folder that is worked
 * in: opening a repository runs nothing of it. A file URL names a module anywhere.
 * @throws ProvidersError when it is not there, cannot be loaded, or makes no provider.
 */
export async function loadPackage(name: string, options: WireOptions): Promise<Provider> {
  const provider = factoryOf(await load(name), name)(options)
  if (isProvider(provider)) return provider
  throw invalid(name, 'its createProvider made no provider (a name and a stream).')
}

async function load(name: string): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ name)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ERR_MODULE_NOT_FOUND') throw missing(name, error)
    throw invalid(name, `it failed as it was loaded: ${String(error)}`, { cause: error })
  }
}

function factoryOf(module: unknown, name: string): (options: WireOptions) => unknown {
  const factory = recordOf(module)?.['createProvider']
  if (isFactory(factory)) return factory
  throw invalid(name, 'it exports no function createProvider.')
}

const missing = (name: string, cause: unknown) =>
  new ProvidersError(
    'missing_package',
    `The package ${name}, or something that it needs, is not installed: npm install ${name}, beside the harness.`,
    { cause },
  )

const invalid = (name: string, what: string, options?: ErrorOptions) =>
  new ProvidersError('invalid_package', `The package ${name} is no provider: ${what}`, options)

const isFactory = (value: unknown): value is (options: WireOptions) => unknown =>
  typeof value === 'function'

function isProvider(value: unknown): value is Provider {
  const { name, stream } = recordOf(value) ?? {}
  return typeof name === 'string' && typeof stream === 'function'
}

const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  isRecord(value) ? value : undefined

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
