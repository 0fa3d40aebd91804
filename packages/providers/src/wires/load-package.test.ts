import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { afterAll, expect, it } from 'vitest'

import type { Preset } from '../catalogue/preset.ts'
import { resolveModel } from '../resolve-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'provider-package-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The file URL of a module with this text. */
function written(name: string, text: string): string {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, text)
  return pathToFileURL(path).href
}

const whole = written(
  'whole',
  `export const createProvider = ({ name, baseUrl = 'its own address', apiKey = 'no key' }) => ({
    name,
    async *stream() {
      const text = baseUrl + ' with ' + apiKey
      yield { type: 'reply', reply: { parts: [{ type: 'text', text }], stop: 'end' } }
    },
  })`,
)

const acme: Preset = {
  name: 'acme',
  title: 'ACME',
  wire: { package: whole },
  keyVariable: 'ACME_API_KEY',
  isLocal: false,
  defaultModel: 'roadrunner',
  models: { roadrunner: { contextWindow: 1000 } },
}

/** What the first reply of the resolved provider says. */
async function answer(row: Preset, env: Record<string, string>) {
  const { spec, provider } = resolveModel(row.name, { env, presets: [row] })
  const request = { model: spec, system: '', messages: [], tools: [], key: 'a/1' }
  const image = () => Promise.resolve(undefined)
  const wire = await provider()
  for await (const event of wire.stream(
    { ...request, image },
    { signal: AbortSignal.timeout(9000) },
  )) {
    if (event.type === 'reply') return [wire.name, event.reply.parts[0]]
  }
  return []
}

it('a wire may be a package, found by the same call', async () => {
  const env = { ACME_API_KEY: 'k', ACME_BASE_URL: 'http://127.0.0.1:9' }
  expect(await answer(acme, env)).toEqual([
    'acme',
    { type: 'text', text: 'http://127.0.0.1:9 with k' },
  ])
})

it('a package may know its address itself', async () => {
  const { keyVariable: _, ...row } = acme
  expect(await answer(row, {})).toEqual([
    'acme',
    { type: 'text', text: 'its own address with no key' },
  ])
})

it('nothing of a package is loaded before it is used', () => {
  const row: Preset = { ...acme, wire: { package: '@acme/nowhere' } }
  const { spec } = resolveModel('acme', { env: { ACME_API_KEY: 'k' }, presets: [row] })
  expect(spec).toEqual({ provider: 'acme', id: 'roadrunner', contextWindow: 1000 })
})

it.each([
  ['is not installed', '@acme/nowhere', 'missing_package', 'npm install @acme/nowhere'],
  ['is not where it is said to be', `${whole}.js`, 'missing_package', 'whole.mjs.js'],
  ['exports no factory', written('bare', 'export {}'), 'invalid_package', 'createProvider'],
  [
    'makes no provider',
    written('empty', 'export const createProvider = () => ({})'),
    'invalid_package',
    'made no provider',
  ],
  ['fails', written('broken', 'throw new Error("no luck")'), 'invalid_package', 'no luck'],
])('a package that %s is told', async (_, name, code, message) => {
  await expect(
    answer({ ...acme, wire: { package: name } }, { ACME_API_KEY: 'k' }),
  ).rejects.toMatchObject({
    name: 'ProvidersError',
    code,
    message: expect.stringContaining(message),
  })
})
