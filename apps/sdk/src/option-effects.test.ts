// Every option does what it says, whoever is given it: one that is read by nobody fails here.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ground, type Ground, type Way } from './__fixtures__/configured.ts'
import { configEffects } from './__fixtures__/option-effects/config-effects.ts'
import { limitEffects } from './__fixtures__/option-effects/limit-effects.ts'
import { modelEffects } from './__fixtures__/option-effects/model-effects.ts'
import type { OptionEffect, OptionEffects } from './__fixtures__/option-effects/option-effect.ts'
import { permissionEffects } from './__fixtures__/option-effects/permission-effects.ts'
import { placeEffects } from './__fixtures__/option-effects/place-effects.ts'
import { sessionEffects } from './__fixtures__/option-effects/session-effects.ts'
import type { Options } from './index.ts'
import { optionNames } from './setup/known-options.ts'

const effects: OptionEffects<keyof Options> = {
  ...modelEffects,
  ...placeEffects,
  ...permissionEffects,
  ...limitEffects,
  ...configEffects,
  ...sessionEffects,
}

type Effect = OptionEffect<keyof Options>
const rows = Object.entries(effects).flatMap(([name, each]) =>
  [each].flat().map((effect: Effect): [string, Effect] => [name, effect]),
)

let here: Ground
beforeAll(async () => {
  here = await ground()
  await here.user({ temperature: 0.1 })
  await here.write('work/docs/rules/bread.md', 'Bake no bread.')
  await here.write('work/orchard.ts', 'export function graft(branch: string) {}\n')
  await here.project({ temperature: 0.2 })
  await here.local({ temperature: 0.4 })
})
afterAll(() => here.remove())

async function seen({ changes, beside, prompt, calls }: Effect, more: Options, by: Way = 'run') {
  // A file that is there is not written before it was read.
  await rm(join(here.folder, 'plan.txt'), { force: true })
  const options = { ...beside?.(here), ...more }
  const asking = { options, by, ...(prompt && { prompt }), ...(calls && { calls }) }
  return changes(await here.ask(asking), here)
}

describe.each(['run', 'HarnessClient', 'runMany'] as const)('%s obeys', (by) => {
  it.each(rows)('%s', async (name, effect) => {
    if (by === 'run') expect(await seen(effect, {})).not.toEqual(effect.to)
    expect(await seen(effect, { [name]: await effect.gives(here) }, by)).toEqual(effect.to)
  })
})

it('there is no other option', () => {
  expect(Object.keys(effects).toSorted()).toEqual(optionNames.toSorted())
})
