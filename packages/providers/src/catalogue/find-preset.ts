import type { Preset } from './preset.ts'
import { presets } from './presets.ts'

/** The preset of a name or an alias, whatever its case. */
export function findPreset(name: string): Preset | undefined {
  const wanted = name.toLowerCase()
  return presets.find((preset) => preset.name === wanted || preset.aliases?.includes(wanted))
}
