// What stands in examples/providers is what the harness takes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

import { presets } from '@harness/providers'
import { describe, expect, it } from 'vitest'
import { chooseModel } from './choose-model.ts'

const folder = join(import.meta.dirname, '../../../../examples/providers')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const readme = read('README.md')

it('every provider has an example, and nothing else has one', () => {
  const names = readdirSync(folder).filter((name) => name !== 'README.md')
  expect(names.toSorted()).toEqual(presets.map(({ name }) => `${name}.env`).toSorted())
})

describe.each(presets.map((preset) => [preset.name, preset] as const))('%s', (name, preset) => {
  const { keyVariable, isLocal } = preset
  const key = keyVariable !== undefined && !isLocal ? { [keyVariable]: 'k' } : {}
  const row = readme.split('\n').find((line) => line.startsWith(`| [${name}](${name}.env) |`))

  it('is what its file says', async () => {
    const text = read(`${name}.env`)
    const env = parseEnv(text)
    const { spec, why } = await chooseModel({ options: {}, env: { ...env, ...key } })
    expect([spec.provider, why]).toEqual([name, 'HARNESS_MODEL'])
    if (!isLocal) expect(env['HARNESS_MODEL']).toBe(`${name}/${preset.defaultModel}`)
    if (!isLocal) expect(text).toContain(`export ${keyVariable}=…`)
    for (const [variable, value = ''] of Object.entries(env)) {
      expect(variable).toMatch(/^(HARNESS_MODEL|[A-Z_]+_BASE_URL)$/)
      if (variable !== 'HARNESS_MODEL') expect(value).toBe(preset.baseUrl ?? value)
    }
  })

  it('is what the table says', async () => {
    if (!isLocal) expect(row).toContain(`\`${keyVariable}\``)
    const model = /--model (\S+)/.exec(row ?? '')?.[1] ?? ''
    const baseUrl = /--base-url (\S+)/.exec(row ?? '')?.[1]
    const place = baseUrl === undefined ? {} : { baseUrl }
    const { spec } = await chooseModel({ options: { model, ...place }, env: key })
    expect(spec.provider).toBe(name)
  })
})
