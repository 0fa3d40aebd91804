import type { Provider } from '@harness/kernel'
import type { WireOptions } from '@harness/kernel/wire'
import type { HttpWire } from '../catalogue/preset.ts'
import { loadPackage } from './load-package.ts'

/** What a wire is told, and what of it only some understand. */
export interface LoadOptions extends WireOptions {
  thinkTags?: boolean
}

/** Makes the provider of a wire. Its code is loaded now. */
export function loadWire(wire: HttpWire, options: LoadOptions): Promise<Provider> {
  if (typeof wire === 'string') return wires[wire](options)
  const { thinkTags: _, ...told } = options
  return loadPackage(wire.package, told)
}

const wires = {
  openai: async (options) => (await import('@harness/provider-openai')).openaiProvider(options),
  'openai-responses': async (options) =>
    (await import('@harness/provider-openai')).openaiProvider({ ...options, api: 'responses' }),
  anthropic: async (options) =>
    (await import('@harness/provider-anthropic')).anthropicProvider(options),
} satisfies Record<Extract<HttpWire, string>, (options: LoadOptions) => Promise<Provider>>
