import { closestName } from '@harness/kernel'
import type { Discovery, Preset } from '@harness/providers'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'model'
const patienceMs = 2_000

/** Whether the server on this machine that a run would talk to answers, takes the key and has the model. No row where it does. */
export async function checkModelServer({ options, prepared, chosen }: Ground): Promise<Check[]> {
  const model = await chosen()
  if (prepared instanceof SdkError || model instanceof SdkError) return []
  const { spec, fallbacks } = model
  const { discoverModels, endpointOf, findPreset } = await import('@harness/providers')
  const { providers } = prepared.choosing
  const preset = findPreset(spec.provider, providers?.rows)
  if (!preset || preset.wire === 'scripted') return []
  // Online it is asked with the others.
  if (options.online && !preset.isLocal) return []
  const { baseUrl, apiKeyEnv } = spec
  const place = { ...(baseUrl && { baseUrl }), ...(apiKeyEnv && { apiKeyEnv }) }
  const known = providers?.placeOf(preset) ?? prepared.env
  if (!isHere(endpointOf(preset, { env: known, ...place }).baseUrl)) return []
  // Only now, as a command may tell the key.
  const env = (await providers?.envOf(preset)) ?? prepared.env
  const answer = await discoverModels(preset, { env, ...place, timeoutMs: patienceMs })
  const row =
    'models' in answer ? lackOf(answer, spec.id) : await faultOf(answer, preset, prepared.env)
  // Somebody else goes on.
  return row.map((each) => (fallbacks.length > 0 ? { ...each, status: 'warn' as const } : each))
}

/** An address of this machine: asking it tells nobody anything. */
const isHere = (address: string | undefined): boolean =>
  /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(URL.parse(address ?? '')?.hostname ?? '')

function lackOf({ url, models }: Extract<Discovery, { models: unknown }>, id: string): Check[] {
  const ids = models.map((model) => model.id)
  // Ollama takes a name without a tag for the latest.
  if (ids.includes(id) || ids.includes(`${id}:latest`) || ids.length === 0) return []
  const closest = closestName(id, ids) ?? ids[0]
  const fix = `load it into the server, or say which one is meant: ${closest} is there`
  return [{ name, status: 'warn', found: `${url} does not list ${id}`, fix }]
}

async function faultOf(
  { problem, message }: Extract<Discovery, { problem: unknown }>,
  preset: Preset,
  env: Ground['env'],
): Promise<Check[]> {
  const { baseUrlVariables } = await import('@harness/providers')
  const variables = baseUrlVariables(preset)
  const variable = variables.find((each) => env[each]) ?? variables[0]
  const row = { name, status: 'fail' as const, found: message }
  switch (problem) {
    case 'locked':
      return [
        { ...row, fix: `set ${preset.keyVariable ?? 'its key'} to one that this server takes` },
      ]
    case 'silent':
      return [{ ...row, fix: `start the server, correct ${variable}, or choose another model` }]
    case 'foreign':
      // Some that answer for models do not list them.
      return [
        { ...row, status: 'warn', fix: `see that ${variable} ends with its version, as in /v1` },
      ]
    case 'misplaced':
      return [{ ...row, fix: `correct ${variable}` }]
  }
}
