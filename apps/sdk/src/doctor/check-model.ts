import { SdkError } from '../sdk-error.ts'
import { environmentModel } from '../setup/environment-model.ts'
import type { Preparation } from '../setup/prepare-run.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'model'

/** Which model a run would talk to, and why. */
export async function checkModel({ prepared, chosen }: Ground): Promise<Check[]> {
  // Said of the folder, or of the configuration.
  if (prepared instanceof SdkError) return []
  const model = await chosen()
  if (model instanceof SdkError) {
    return [{ name, status: 'fail', found: model.message, fix: adviceOn(model, prepared) }]
  }
  const { spec, why, fallbacks, similar } = model
  const next = fallbacks.map((each) => `, then ${each.spec.provider}/${each.spec.id}`)
  const found = `${spec.provider}/${spec.id}${next.join('')}, because ${reason(why)}`
  if (similar !== undefined) {
    const fix = `if ${spec.provider}/${similar} was meant, say so: ${spec.id} is not in the catalogue`
    return [{ name, status: 'warn', found, fix }]
  }
  if (spec.provider !== 'offline') return [{ name, status: 'ok', found }]
  const fix =
    "set a provider's key, or HARNESS_MODEL to a model of a local server, such as ollama/qwen3"
  return [{ name, status: 'warn', found: `${found}; it is a script, no language model`, fix }]
}

function adviceOn({ code }: SdkError, { choosing }: Preparation): string {
  if (code === 'missing_key') return 'give it its key, or choose another model'
  if (code === 'bad_endpoint') return 'mend its address: see "addresses"'
  const { why } = choosing.configured ?? environmentModel(choosing.env) ?? {}
  return `mend ${why ?? 'what is configured'}`
}

/** A place alone says little. */
const reason = (why: string): string => (why.includes(' ') ? why : `${why} says so`)
