import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { HarnessClient, run, runMany, type Options } from '../index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-known-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** As a program without types would give them. */
const options = (more: object): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  provider: scripted(() => says('hello')),
  ...more,
})

it.each([
  ['maxTurn', 'maxTurns'],
  ['max_turns', 'maxTurns'],
  ['allowTools', 'allowedTools'],
  ['customSystemPrompt', 'systemPrompt'],
  ['fallbackModel', 'fallbackModels'],
  ['abortController', 'signal'],
  ['maxBudgetUsd', 'maxCost'],
  ['forkSession', 'fork'],
  ['timeout', 'timeoutMs'],
])('the option %s was to be %s', async (name, meant) => {
  const message = `The options of a run have no "${name}". Did you mean ${meant}?`
  const refused = { name: 'SdkError', code: 'invalid_option', message }
  const wrong = options({ [name]: 1 })
  await expect(run({ prompt: 'hi', options: wrong })).rejects.toMatchObject(refused)
  await using client = new HarnessClient(wrong)
  await expect(client.send('hi').result).rejects.toMatchObject(refused)
  const { runs } = await runMany([{ prompt: 'hi' }], { options: wrong })
  expect(runs[0]?.error).toMatchObject(refused)
  expect(await readdir(folder)).toEqual([])
})

it('one that is like no other is told with all there are', async () => {
  const wrong = run({ prompt: 'hi', options: options({ stderr: () => {} }) })
  await expect(wrong).rejects.toThrow(/no "stderr"\. There are model, provider, .*signal\.$/u)
})

it('an option beside the options is told where it belongs', async () => {
  const input = { prompt: 'hi', options: options({}), maxTurns: 1 }
  await expect(run(input)).rejects.toThrow('no "maxTurns". Did you mean options.maxTurns?')
  const text: object = Object('hi')
  await expect(run(text)).rejects.toMatchObject({ code: 'invalid_option' })
})

it('an option of runMany that is none is told before anything is begun', async () => {
  const wrong = { options: options({}), concurency: 2 }
  await expect(runMany([{ prompt: 'hi' }], wrong)).rejects.toThrow('Did you mean concurrency?')
})
