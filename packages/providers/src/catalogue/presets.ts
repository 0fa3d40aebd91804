import { hostedPresets } from './hosted-presets.ts'
import { localPresets } from './local-presets.ts'
import type { Preset } from './preset.ts'

/** The catalogue: every provider that has a name. Another one is another row. */
export const presets: readonly Preset[] = [
  ...hostedPresets,
  ...localPresets,
  {
    name: 'offline',
    aliases: ['mock'],
    title: 'A scripted stand-in, no language model: no key, no network',
    wire: 'scripted',
    isLocal: true,
    defaultModel: 'scripted',
    models: { scripted: { price: { input: 0, output: 0 } } },
  },
]
