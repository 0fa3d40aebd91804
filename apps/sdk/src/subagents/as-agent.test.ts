// A run that is one of the agents itself.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelRequest } from '@harness/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { run, type Options } from '../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

/** What the model is told in a run with these options. */
async function told(options: Options) {
  const requests: ModelRequest[] = []
  const provider = scripted((request) => {
    requests.push(request)
    return says('ok')
  })
  const base = { cwd: here.folder, home: here.home, provider }
  const result = await run({ prompt: 'go', options: { ...base, ...options } })
  const [first] = requests
  return { result, system: first?.system ?? '', tools: first?.tools.map(({ name }) => name) ?? [] }
}

const careful = {
  description: 'looks twice',
  prompt: 'You look twice.',
  tools: ['read_file', 'git_*'],
}

it('has the prompt and the tools of the agent', async () => {
  const { system, tools } = await told({ agent: 'careful', agents: { careful } })
  expect(system).toContain('You look twice.')
  expect(system).not.toContain('You are a coding agent.')
  expect(tools.toSorted()).toEqual(['git_diff', 'git_log', 'git_status', 'read_file'])
})

it('can be one of those that are always there, and one of a file', async () => {
  expect((await told({ agent: 'explore' })).tools).not.toContain('edit')
  await mkdir(join(here.home, 'agents'), { recursive: true })
  const text = '---\ndescription: mine\ntools: list\n---\nYou are mine.\n'
  await writeFile(join(here.home, 'agents', 'own.md'), text)
  const own = await told({ agent: 'own' })
  expect(own.system).toContain('You are mine.')
  expect(own.tools).toEqual(['list'])
})

it('what the options say is stronger than what the agent says', async () => {
  const agents = { careful: { ...careful, model: 'nobody/nothing', maxTurns: 1 } }
  const { system } = await told({ agent: 'careful', agents, systemPrompt: 'Mine.', model: 'x' })
  expect(system).toContain('Mine.')
})

it('its turns are those of the run', async () => {
  const agents = { careful: { ...careful, tools: ['list'], maxTurns: 2 } }
  const provider = scripted(() => says('', [['list', {}]]))
  const { result } = await told({ agent: 'careful', agents, provider })
  expect(result).toMatchObject({ reason: 'limit', limit: 'turns', turns: 2 })
})

it('its model is that of a new session', async () => {
  const agents = { careful: { ...careful, model: 'offline' } }
  const base = { cwd: here.folder, home: here.home, agent: 'careful', agents }
  expect((await run({ prompt: 'go', options: base })).model).toBe('offline/scripted')
})

it('that nobody knows is refused, with the closest one', async () => {
  await expect(told({ agent: 'explor' })).rejects.toMatchObject({ code: 'invalid_option' })
  await expect(told({ agent: 'explor' })).rejects.toThrow('Did you mean explore?')
})

it('is told what the files say that the option `instructions` names', async () => {
  await mkdir(join(here.folder, 'docs'))
  await writeFile(join(here.folder, 'docs', 'rules.md'), 'Always use tabs.')
  const { system } = await told({ instructions: ['docs/*.md'] })
  expect(system).toContain('Always use tabs.')
  const alone = await told({ instructions: ['docs/*.md'], settingSources: [] })
  expect(alone.system).toContain('Always use tabs.')
})
