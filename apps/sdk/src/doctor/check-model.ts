import { chooseModel } from '../setup/choose-model.ts'
import type { Preparation } from '../setup/prepare-run.ts'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'

/** Which model a run would talk to, and why. */
export async function checkModel({ choosing, options }: Preparation): Promise<Check> {
  const name = 'model'
  try {
    const { spec, why, fallbacks, similar } = await chooseModel({ ...choosing, options })
    const next = fallbacks.map((each) => `, then ${each.spec.provider}/${each.spec.id}`)
    const found = `${spec.provider}/${spec.id}${next.join('')}, because ${reason(why)}`
    if (similar !== undefined) {
      const fix = `if ${spec.provider}/${similar} was meant, say so: ${spec.id} is not in the catalogue`
      return { name, status: 'warn', found, fix }
    }
    if (spec.provider !== 'offline') return { name, status: 'ok', found }
    const fix =
      "set a provider's key, or HARNESS_MODEL to a model of a local server, such as ollama/qwen3"
    return { name, status: 'warn', found: `${found}; it is a script, no language model`, fix }
  } catch (error) {
    if (!(error instanceof SdkError)) throw error
    const { configured } = choosing
    const fix =
      error.code === 'missing_key'
        ? 'give it its key, or choose another model'
        : `mend ${configured?.why ?? 'what is configured'}`
    return { name, status: 'fail', found: error.message, fix }
  }
}

/** A place alone says little. */
const reason = (why: string): string => (why.includes(' ') ? why : `${why} says so`)

/** Which keys are there; their names, never what they are. */
export async function checkKeys({ env, choosing }: Preparation): Promise<Check> {
  const { presets } = await import('@harness/providers')
  const variables = presets.flatMap(({ isLocal, keyVariable }) =>
    !isLocal && keyVariable !== undefined ? [keyVariable] : [],
  )
  const { providers } = choosing
  const isConfigured = (variable: string) =>
    presets.some((preset) => preset.keyVariable === variable && providers?.hasKey(preset))
  const present = variables.flatMap((variable) => {
    if (env[variable]?.trim()) return [variable]
    return isConfigured(variable) ? [`${variable} (configured)`] : []
  })
  const found = present.length > 0 ? present.join(', ') : 'none'
  return {
    name: 'keys',
    status: present.length > 0 ? 'ok' : 'info',
    found,
    ...(present.length > 0 ? {} : { fix: `set one of ${variables.join(', ')}` }),
  }
}
