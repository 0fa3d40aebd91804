// Which layer counts in a run: the strongest; and which layers there are.
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { defineTool, textContent } from '@harness/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ground, type Ground, type Outcome } from '../__fixtures__/configured.ts'
import { readConfig } from '../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

const asked = ({ requests }: Outcome) => [requests[0]?.body.model, requests[0]?.body['temperature']]

it('the stronger layer counts: user, project, local, environment, file, program, options', async () => {
  const content = { HARNESS_CONFIG_CONTENT: '{ "model": "mine/content" }' }
  const config = await here.write('other.jsonc', { model: 'mine/file' })
  const configOverrides = { model: 'mine/program' }
  const models: unknown[] = []
  const see = async (options = {}) => {
    const outcome = await here.ask({ options })
    models.push(outcome.error?.message ?? outcome.requests[0]?.body.model)
  }
  await here.user({ model: 'mine/user', temperature: 0.1 })
  await see()
  await here.project({ model: 'mine/project' })
  await see()
  await here.local({ model: 'mine/local' })
  await see()
  await see({ env: content })
  await see({ env: { ...content, HARNESS_MODEL: 'mine/variable' } })
  await see({ env: content, config })
  await see({ env: content, config, configOverrides })
  await see({ env: content, config, configOverrides, model: 'mine/option' })
  expect(models).toEqual([
    'user',
    'project',
    'local',
    'content',
    'variable',
    'file',
    'program',
    'option',
  ])
  expect(asked(await here.ask())).toEqual(['local', 0.1])
})

it('options beat files, key by key', async () => {
  await here.project({
    temperature: 0.1,
    maxOutputTokens: 10,
    limits: { maxTurns: 3, maxTokens: 1000 },
    permissions: { mode: 'deny' },
    appendSystemPrompt: 'Of the file.',
    agents: {
      one: { description: 'One of the file.' },
      two: { description: 'Two of the file.' },
    },
  })
  const { requests, system, configuration } = await here.ask({
    options: {
      temperature: 0.9,
      maxTurns: 5,
      permissionMode: 'trust',
      appendSystemPrompt: 'Of the program.',
      agents: { one: { description: 'One of the program.' } },
    },
  })
  expect(requests[0]?.body).toMatchObject({ temperature: 0.9, max_tokens: 10 })
  expect(configuration).toMatchObject({
    limits: { maxTurns: 5, maxTokens: 1000 },
    permissions: { mode: 'trust' },
  })
  expect(system).toContain('Of the program.')
  expect(system).not.toContain('Of the file.')
  const tools = JSON.stringify(requests[0]?.body.tools)
  expect(tools).toContain('One of the program.')
  expect(tools).toContain('Two of the file.')
  expect(tools).not.toContain('One of the file.')
})

it('an option that is undefined hides nothing', async () => {
  await here.project({ temperature: 0.1, limits: { maxTurns: 3 } })
  const nothing: object = { temperature: undefined, maxTurns: undefined }
  const { requests, configuration } = await here.ask({ options: nothing })
  expect(requests[0]?.body['temperature']).toBe(0.1)
  expect(configuration?.limits.maxTurns).toBe(3)
})

it('rules and hooks of one layer are shown beside those of another: none is hidden', async () => {
  const hook = (command: string) => [{ hooks: [{ type: 'command' as const, command }] }]
  await here.user({ permissions: { allow: ['read_file'] }, hooks: { Stop: hook('mine') } })
  await here.project({ permissions: { allow: ['list'] }, hooks: { Stop: hook('ours') } })
  const { keys } = await readConfig({ cwd: here.folder, home: here.home })
  const shown = keys.filter(({ key }) => key === 'permissions.allow' || key === 'hooks.Stop')
  expect(shown.map(({ key, layer, hides }) => [key, layer, hides.length])).toEqual([
    ['permissions.allow', 'user', 0],
    ['permissions.allow', 'project', 0],
    ['hooks.Stop', 'user', 0],
    ['hooks.Stop', 'project', 0],
  ])
})

it('a resumed session keeps its model, its prompt and how it is asked; bounds and rules are those of now', async () => {
  await here.user({ model: 'mine/first', temperature: 0.1, appendSystemPrompt: 'The first.' })
  const first = await here.ask()
  await here.user({
    model: 'mine/second',
    temperature: 0.9,
    appendSystemPrompt: 'The second.',
    limits: { maxTurns: 3 },
    permissions: { deny: ['web_fetch'] },
  })
  const again = await here.ask({ options: { resume: first.result?.sessionId ?? '' } })
  expect(asked(again)).toEqual(['first', 0.1])
  expect(again.system).toBe(first.system)
  expect(again.configuration?.limits.maxTurns).toBe(3)
  expect(again.configuration?.permissions.rules).toMatchObject([{ tool: 'web_fetch' }])
})

describe('what is read', () => {
  const prepare = async () => {
    await here.user({ temperature: 0.1, limits: { maxTurns: 3 }, instructions: ['own.md'] })
    await here.write('home/own.md', 'Of a pattern.')
    await here.write('home/AGENTS.md', 'Of the user.')
    await here.project({ maxOutputTokens: 10 })
    await here.write('work/AGENTS.md', 'Of the folder.')
    const skill = '---\nname: bake\ndescription: Bakes bread.\n---\nText.\n'
    await here.write('work/.harness/skills/bake/SKILL.md', skill)
    await here.write('work/.harness/commands/go.md', 'Go there.')
  }

  it('everything, unless somebody says otherwise', async () => {
    await prepare()
    const { system, requests, configuration } = await here.ask({ prompt: '/go' })
    for (const text of ['Of a pattern.', 'Of the user.', 'Of the folder.', 'Bakes bread.']) {
      expect(system).toContain(text)
    }
    expect(requests[0]?.body).toMatchObject({ temperature: 0.1, max_tokens: 10 })
    expect(JSON.stringify(requests[0]?.body.messages.at(-1))).toContain('Go there.')
    expect(configuration?.limits.maxTurns).toBe(3)
  })

  it('settingSources []: no file, no instructions, no skills, no commands', async () => {
    await prepare()
    const settings = await readConfig({ cwd: here.folder, home: here.home, settingSources: [] })
    expect(settings.keys).toEqual([])
    expect(settings.files.map(({ status }) => status)).toEqual([
      'not selected',
      'absent',
      'not selected',
      'absent',
    ])
    const { keys } = await readConfig({ cwd: here.folder, home: here.home })
    const url = keys.find(({ key }) => key === 'providers.mine.baseUrl')?.value
    const configOverrides = { model: 'mine/x', providers: { mine: { baseUrl: String(url) } } }
    const run = await here.ask({ prompt: '/go', options: { settingSources: [], configOverrides } })
    expect(asked(run)).toEqual(['x', undefined])
    expect(run.system).not.toMatch(/Of a pattern|Of the user|Of the folder|Bakes bread/)
    expect(JSON.stringify(run.requests[0]?.body.messages.at(-1))).not.toContain('Go there.')
  })

  it('inheritUserConfig false: of the user the providers, and nothing else', async () => {
    await prepare()
    const options = { inheritUserConfig: false, model: 'mine/x' }
    const { system, requests, configuration } = await here.ask({ options })
    expect(requests[0]?.body).toMatchObject({ model: 'x', max_tokens: 10 })
    expect(requests[0]?.body).not.toHaveProperty('temperature')
    expect(configuration?.limits.maxTurns).toBe(20)
    expect(system).toContain('Of the folder.')
    expect(system).not.toMatch(/Of a pattern|Of the user/)
  })

  it('a file that somebody names must be there', async () => {
    const config = join(here.root, 'nowhere.jsonc')
    const { error, requests } = await here.ask({ options: { config } })
    expect(error).toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining(config),
    })
    expect(requests).toEqual([])
  })

  it('patterns of a repository count from its root, wherever one works in it', async () => {
    await here.write('work/.git/HEAD', '')
    await here.project({ instructions: ['docs/rules/*.md'] })
    await here.write('work/docs/rules/bread.md', 'Bake no bread.')
    await here.write('work/packages/one/readme.txt', '')
    const cwd = join(here.folder, 'packages', 'one')
    expect((await here.ask({ options: { cwd } })).system).toContain('Bake no bread.')
  })

  it('a pattern of a folder finds nothing outside it', async () => {
    await here.write('secret.md', 'Not yours.')
    await here.project({ instructions: ['../*.md', 'link.md', '/**/secret.md'] })
    await symlink(join(here.root, 'secret.md'), join(here.folder, 'link.md'))
    expect((await here.ask()).system).not.toContain('Not yours.')
  })
})

describe('rules', () => {
  const write = (path: string) => [['write_file', { path, content: 'hi' }]] as const
  const denied = ({ result }: Outcome) => result?.denied.map(({ rule }) => rule)

  it('of all layers add up, each with its place', async () => {
    const user = await here.user({ permissions: { deny: ['web_fetch'], allow: ['shell(ls)'] } })
    await here.project('{\n  "permissions": {\n    "allow": [\n      "edit(src/**)"\n    ]\n  }\n}')
    const configOverrides = { permissions: { ask: ['shell(git push)'] } }
    const { configuration } = await here.ask({ options: { configOverrides, allowWrite: true } })
    expect(
      configuration?.permissions.rules.map(({ decision, source }) => [decision, source]),
    ).toEqual([
      ['deny', `${user}:1`],
      ['allow', `${user}:1`],
      ['allow', '.harness/config.jsonc:4'],
      ['ask', 'configOverrides'],
      ['allow', '--allow-write'],
    ])
  })

  it('that deny hold, whatever a stronger layer allows', async () => {
    await here.user({ permissions: { deny: ['write_file(*.txt)'] } })
    await here.project({ permissions: { allow: ['write_file(*.txt)'], allowWrite: true } })
    const run = await here.ask({ calls: write('a.txt'), options: { allowWrite: true } })
    expect(denied(run)).toEqual([expect.stringContaining('config.jsonc:1')])
  })

  it('allowWrite of a weaker layer is hidden by a stronger one, true or false', async () => {
    await here.user({ permissions: { allowWrite: true } })
    expect(denied(await here.ask({ calls: write('a.txt') }))).toEqual([])
    await here.project({ permissions: { allowWrite: false } })
    expect(denied(await here.ask({ calls: write('b.txt') }))).toHaveLength(1)
    await here.local({ permissions: { allowWrite: ['*.txt'] } })
    expect(denied(await here.ask({ calls: write('c.txt') }))).toEqual([])
  })
})

it("a program's own tool answers for one that is declared", async () => {
  await here.project({ mcpTools: { forecast: { description: 'Of the file.' } } })
  const forecast = defineTool({
    name: 'forecast',
    description: 'Of the program.',
    input: z.object({}),
    effect: 'pure',
    run: async () => ({ kind: 'done', content: textContent('Rain.') }),
  })
  const { result, requests } = await here.ask({
    calls: [['forecast', {}]],
    options: { tools: [forecast] },
  })
  expect(result?.calls).toMatchObject([{ output: 'Rain.', error: null }])
  const names = requests[0]?.body.tools?.map((tool) => tool.function.name) ?? []
  expect(names.filter((name) => name === 'forecast')).toHaveLength(1)
})

it('what a server is given is never shown', async () => {
  await here.user({
    mcpServers: {
      one: { command: 'grow', env: { SOME_PAT: 'hunter2' } },
      two: { url: 'https://h.example', headers: { 'X-Custom': 'hunter2' } },
    },
  })
  const { keys } = await readConfig({ cwd: here.folder, home: here.home })
  expect(keys.find(({ key }) => key === 'mcpServers.one.env.SOME_PAT')?.value).toBe('***')
  expect(JSON.stringify(keys)).not.toContain('hunter2')
})
