import type { Provider } from '@harness/kernel'
import type { WireOptions } from '@harness/kernel/wire'
import type { HttpWire } from '../catalogue/preset.ts'
import { loadPackage } from './load-package.ts'

/** Makes the provider of a wire. Its code is loaded now. */
export function loadWire(wire: HttpWire, options: WireOptions): Promise<Provider> {
  return typeof wire === 'object' ? loadPackage(wire.package, options) : wires[wire](options)
}

const wires = {
  openai: async (options) => (await import('@harness/provider-openai')).openaiProvider(options),
  'openai-responses': async (options) =>
    (await import('@harness/provider-openai')).openaiProvider({ ...options, api: 'responses' }),
  anthropic: async (options) =>
    (await import('@harness/provider-anthropic')).anthropicProvider(options),
} satisfies Record<Extract<HttpWire, string>, (options: WireOptions) => Promise<Provider>>
