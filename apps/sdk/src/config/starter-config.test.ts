import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import { configSchema, initConfig, readConfig, trustFolder } from '../index.ts'
import { starterConfig } from './starter-config.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

const read = () => readConfig({ cwd: here.folder, home: here.home, settingSources: ['project'] })

/** With the comments that hold a key or the end of one turned into what they hold. */
const turnedOn = starterConfig.replaceAll(/^( *)\/\/ ( *(?:"[^"]+":|[}\]]).*)$/gmu, '$1$2')

it('says nothing as it stands', async () => {
  await here.project(starterConfig)
  expect(await read()).toMatchObject({ keys: [], files: [{}, {}, { status: 'read' }, {}] })
})

it('is valid with every key of it turned on', async () => {
  await here.project(turnedOn)
  const { keys } = await read()
  const first = new Set(keys.map(({ key }) => key.split('.', 1)[0]))
  expect([...first]).toEqual([
    'model',
    'fallbackModels',
    'providers',
    'limits',
    'permissions',
    'instructions',
    'contextChars',
    'compaction',
    'agents',
  ])
})

it('names the schema that is published, and that is the schema', async () => {
  const schema = await configSchema()
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../config.schema.json',
  )
  expect(schema).toMatchObject({ $id: /"\$schema": "(.+)"/.exec(starterConfig)?.[1] })
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  expect(JSON.parse(manifest)).toMatchObject({
    files: expect.arrayContaining(['config.schema.json']),
    exports: { './config.schema.json': './config.schema.json' },
  })
})

it('is never written over, and keeps what is one person out of git', async () => {
  const place = { cwd: here.folder, home: here.home }
  const made = await initConfig(place)
  const path = `${here.folder}/.harness/config.jsonc`
  expect(made).toEqual({ path, scope: 'project', trusted: true })
  expect(await readFile(path, 'utf8')).toBe(starterConfig)
  expect(await readFile(`${here.folder}/.harness/.gitignore`, 'utf8')).toBe('config.local.jsonc\n')
  await expect(initConfig(place)).rejects.toMatchObject({
    code: 'invalid_option',
    message: expect.stringContaining(`${path} is there already`),
  })
})

it('trusts no folder that had a .harness of somebody', async () => {
  await here.write('work/.harness/config.local.jsonc', { model: 'mine/theirs' })
  const { trusted } = await initConfig({ cwd: here.folder, home: here.home })
  expect(trusted).toBe(false)
  expect((await here.ask()).requests[0]?.body.model).toBe('alpha')
})

it("is the user's own where the folder is the one above their home", async () => {
  const home = `${here.folder}/.harness`
  const place = { cwd: here.folder, home }
  expect(await initConfig(place)).toEqual({
    path: `${home}/config.jsonc`,
    scope: 'user',
    trusted: false,
  })
  await here.write('work/.harness/config.jsonc', { model: 'mine/own' })
  expect(await readConfig(place)).toMatchObject({
    keys: [{ key: 'model', layer: 'user' }],
    files: ['read', 'absent', 'absent', 'absent'].map((status) => ({ status })),
  })
  expect(await trustFolder(place)).toMatchObject({ folder: here.folder, files: [] })
})

it('says what is in its way', async () => {
  await here.write('work/.harness', 'a file')
  await expect(initConfig({ cwd: here.folder, home: here.home })).rejects.toMatchObject({
    code: 'invalid_option',
    message: expect.stringContaining(`${here.folder}/.harness`),
  })
})
