import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { keyFault } from './key-fault.ts'

const name = 'keys'

/** Which keys are there, by their names, and what by its form cannot be one. What they are is never said. */
export async function checkKeys({ env, prepared }: Ground): Promise<Check[]> {
  const { presets } = await import('@harness/providers')
  const providers = prepared instanceof SdkError ? undefined : prepared.choosing.providers
  const known = presets.flatMap(({ keyVariable: variable, ...preset }) => {
    if (variable === undefined) return []
    const isSet = Boolean(env[variable]?.trim())
    const isConfigured = !isSet && providers?.hasKey({ ...preset, keyVariable: variable }) === true
    const fault = isConfigured ? undefined : keyFault(variable, env[variable])
    return [{ variable, isHosted: !preset.isLocal, isSet, isConfigured, fault }]
  })
  const hosted = known.filter(({ isHosted }) => isHosted)
  const sound = hosted.flatMap(({ variable, isSet, isConfigured, fault }) => {
    if (isConfigured) return [`${variable} (configured)`]
    return isSet && !fault ? [variable] : []
  })
  const faults = known.flatMap(({ fault }): Check[] => (fault ? [{ name, ...fault }] : []))
  if (sound.length > 0) return [{ name, status: 'ok', found: sound.join(', ') }, ...faults]
  if (faults.length > 0) return faults
  const fix = `set one of ${hosted.map(({ variable }) => variable).join(', ')}`
  return [{ name, status: 'info', found: 'none', fix }]
}
