import type { Discovery } from '@harness/providers'
import type { Check } from './check.ts'

/** At most so many models are named. */
const mostNamed = 5

type Env = Readonly<Record<string, string | undefined>>

/** Which local servers answer, and which models they have. */
export async function checkEndpoints(env: Env): Promise<Check[]> {
  const { baseUrlVariables, discoverServers, findPreset } = await import('@harness/providers')
  const found = await discoverServers({ env })
  return found.map((answer): Check => {
    if ('models' in answer) return served(answer)
    const { name, keyVariable = 'its key' } = findPreset(answer.preset) ?? { name: answer.preset }
    const variable = baseUrlVariables({ name }).find((each) => env[each])
    const looked = { name, found: answer.message }
    switch (answer.problem) {
      case 'locked':
        return { ...looked, status: 'warn', fix: `set ${keyVariable}` }
      case 'misplaced':
        return { ...looked, status: 'warn', fix: `mend ${variable ?? 'its variable'}` }
      case 'silent':
      case 'foreign':
        // Its usual port may be another program's; an address that was set is meant.
        return variable === undefined
          ? { ...looked, status: 'info' }
          : { ...looked, status: 'warn', fix: `start the server, or mend ${variable}` }
    }
  })
}

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
