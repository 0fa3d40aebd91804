import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { keyFault } from './key-fault.ts'

const name = 'keys'

/** Which keys are there, by their names, and what by its form cannot be one. What they are is never said. */
export async function checkKeys({ env, prepared }: Ground): Promise<Check[]> {
  const { presets } = await import('@harness/providers')
  const hosted = presets.filter(({ isLocal, keyVariable }) => !isLocal && keyVariable !== undefined)
  const variables = hosted.flatMap(({ keyVariable }) => keyVariable ?? [])
  const providers = prepared instanceof SdkError ? undefined : prepared.choosing.providers
  const isConfigured = (variable: string) =>
    hosted.some((preset) => preset.keyVariable === variable && providers?.hasKey(preset))
  const present = variables.flatMap((variable) => {
    if (env[variable]?.trim()) return [variable]
    return isConfigured(variable) ? [`${variable} (configured)`] : []
  })
  const faults = presets.flatMap(({ keyVariable }): Check[] => {
    const fault = keyVariable !== undefined && keyFault(keyVariable, env[keyVariable])
    if (!fault) return []
    const isMissing = isConfigured(keyVariable) && !env[keyVariable]?.trim()
    return isMissing ? [] : [{ name, ...fault }]
  })
  if (present.length > 0) return [{ name, status: 'ok', found: present.join(', ') }, ...faults]
  const fix = `set one of ${variables.join(', ')}`
  return [
    ...faults,
    ...(faults.length > 0 ? [] : [{ name, status: 'info', found: 'none', fix } as const]),
  ]
}
