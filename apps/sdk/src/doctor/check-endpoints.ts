import type { Discovery } from '@harness/providers'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Env, Ground } from './ground.ts'

/** At most so many models are named. */
const mostNamed = 5

/** Which local servers answer, and which models they have; those that are silent where nobody meant one are one row. */
export async function checkEndpoints({
  env: own,
  prepared,
  chosen,
}: Pick<Ground, 'env' | 'prepared' | 'chosen'>): Promise<Check[]> {
  const { baseUrlVariables, discoverServers, findPreset } = await import('@harness/providers')
  const providers = prepared instanceof SdkError ? {} : (prepared.settings.config.providers ?? {})
  const configured = Object.entries(providers).flatMap(([name, { baseUrl }]) => {
    const preset = findPreset(name)
    return preset?.isLocal && baseUrl !== undefined
      ? [[baseUrlVariables(preset)[0], baseUrl] as const]
      : []
  })
  const env: Env = { ...Object.fromEntries(configured), ...own }
  const found = await discoverServers({ env })
  const model = await chosen()
  // Of that one is said above what is wrong.
  const wanted = model instanceof SdkError ? undefined : model.spec.provider
  const silent: string[] = []
  const rows = found.flatMap((answer): Check[] => {
    if ('models' in answer) return [served(answer)]
    if (answer.preset === wanted) return []
    const { name, keyVariable = 'its key' } = findPreset(answer.preset) ?? { name: answer.preset }
    const variable = variableOf(baseUrlVariables({ name }), env)
    const looked = { name, found: answer.message }
    switch (answer.problem) {
      case 'locked':
        return [{ ...looked, status: 'warn', fix: `set ${keyVariable}` }]
      case 'misplaced':
        return [{ ...looked, status: 'warn', fix: `mend ${variable ?? 'its variable'}` }]
      case 'silent':
      case 'foreign':
        if (variable !== undefined) {
          return [{ ...looked, status: 'warn', fix: `start the server, or mend ${variable}` }]
        }
        // Its usual port may be another program's; an address that was set is meant.
        if (answer.problem === 'foreign') return [{ ...looked, status: 'info' }]
        silent.push(name)
        return []
    }
  })
  if (silent.length === 0) return rows
  const none = `no answer from ${silent.join(', ')}`
  return [...rows, { name: 'local', status: 'info', found: none }]
}

const variableOf = (variables: readonly string[], env: Env) => variables.find((each) => env[each])

function served({ preset, url, models }: Extract<Discovery, { models: unknown }>): Check {
  const [first] = models
  if (!first) {
    const found = `${url} answers and has no model`
    return { name: preset, status: 'info', found, fix: 'load a model into it' }
  }
  const named = models.slice(0, mostNamed).map(({ id }) => id)
  const more = models.length > mostNamed ? ` and ${models.length - mostNamed} more` : ''
  return {
    name: preset,
    status: 'ok',
    found: `${url} has ${named.join(', ')}${more}`,
    fix: `use it with: harness --model ${preset}/${first.id}`,
  }
}
