import type { Preset } from '@harness/providers'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

/** Asks every hosted provider that has a key whether it takes it: by its models, which costs nothing. */
export async function checkProviders(ground: Ground): Promise<Check[]> {
  const { options, prepared, chosen } = ground
  if (!options.online || prepared instanceof SdkError) return []
  const { presets } = await import('@harness/providers')
  const { env, choosing } = prepared
  const own = choosing.providers?.rows ?? []
  const all = [...own, ...presets.filter(({ name }) => own.every((row) => row.name !== name))]
  const hasKey = (preset: Preset) =>
    choosing.providers?.hasKey(preset) ?? Boolean(env[preset.keyVariable ?? '']?.trim())
  const keyed = all.filter((preset) => !preset.isLocal && hasKey(preset))
  if (keyed.length === 0) {
    const fix = "set a provider's key; servers on this machine are asked anyway"
    return [{ name: 'providers', status: 'info', found: 'none has a key to ask with', fix }]
  }
  const model = await chosen()
  const wanted = model instanceof SdkError ? undefined : model.spec.provider
  return Promise.all(keyed.map((preset) => ask(preset, prepared, preset.name === wanted)))
}

async function ask(
  preset: Preset,
  { env, choosing }: Exclude<Ground['prepared'], SdkError>,
  isWanted: boolean,
): Promise<Check> {
  const { name, keyVariable = 'its key' } = preset
  const { discoverModels, ProvidersError } = await import('@harness/providers')
  const status = isWanted ? 'fail' : 'warn'
  try {
    const found = await discoverModels(preset, {
      env: (await choosing.providers?.envOf(preset)) ?? env,
    })
    if ('models' in found) {
      return {
        name,
        status: 'ok',
        found: `takes ${keyVariable}, and has ${found.models.length} models`,
      }
    }
    const row = { name, found: found.message }
    if (found.problem === 'locked')
      return { ...row, status, fix: `give ${keyVariable} a key that is valid there` }
    if (found.problem === 'foreign')
      return { ...row, status: 'warn', fix: 'correct its address, or ask its provider' }
    return { ...row, status, fix: 'look at your network, its proxy, and the address' }
  } catch (error) {
    if (!(error instanceof SdkError || error instanceof ProvidersError)) throw error
    return { name, status, found: error.message, fix: `mend its address or ${keyVariable}` }
  }
}
