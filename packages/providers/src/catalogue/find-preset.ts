import type { Preset } from './preset.ts'
import { presets } from './presets.ts'

/** The preset of a name or an alias, whatever its case. Rows of your own come before ours. */
export function findPreset(name: string, rows: readonly Preset[] = []): Preset | undefined {
  const wanted = name.toLowerCase()
  return [...rows, ...presets].find(
    (preset) => preset.name === wanted || preset.aliases?.includes(wanted),
  )
}
