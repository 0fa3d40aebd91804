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
  ['effort', 'reasoningEffort'],
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

it.each<[object, string]>([
  [{ includePartialMessages: true }, 'Leave it out: text always comes in pieces.'],
  [{ apiKey: 'k' }, 'A key stands in env'],
  [{ systemPrompt: { type: 'preset' } }, 'to be a text. Without it there is the coding agent'],
  [{ tools: ['Read'] }, 'disallowedTools takes some away'],
  [{ permissionMode: 'default' }, 'Did you mean ask?'],
  [{ hooks: { Stop: [() => {}] } }, 'The matchers of a hook are a function, and no object'],
  [{ hooks: { Stop: [{ matcher: 'shell' }] } }, 'hooks is missing'],
  [{ hooks: { Stop: [{ hooks: 'x' }] } }, 'it is to be a list of functions'],
  [{ maxTurns: 0 }, 'maxTurns is 0'],
  [{ maxTurns: -1 }, 'maxTurns is -1'],
  [{ maxTurns: 1.5 }, 'maxTurns is 1.5'],
  [{ maxTurns: 'ten' }, 'maxTurns is ten'],
  [{ maxTokens: 0.5 }, 'maxTokens is 0.5'],
  [{ maxCost: 0 }, 'maxCost is 0'],
  [{ timeoutMs: Infinity }, 'timeoutMs is Infinity'],
  [{ maxOutputTokens: 0 }, 'maxOutputTokens is 0; it is to be a whole number above 0'],
  [{ temperature: Number.NaN }, 'temperature is NaN'],
  [{ contextChars: -1 }, 'contextChars is -1'],
  [{ canUseToolTimeoutMs: 0 }, 'canUseToolTimeoutMs is 0'],
  [{ toolCalls: 'json' }, 'toolCalls is "json"'],
  [{ store: 'file' }, 'store is "file"'],
  [{ allowWrite: 'yes' }, 'allowWrite is "yes"; it is to be true or false'],
  [{ allowedTools: 'shell' }, 'allowedTools is "shell"; it is to be a list of texts'],
  [{ settingSources: ['usr'] }, 'settingSources is such a list'],
  [{ canUseTool: 'allow' }, 'canUseTool is "allow"; it is to be a function'],
  [{ signal: {} }, 'signal is such an object; it is to be an AbortSignal'],
  [{ tools: [{ name: 'poke' }] }, 'a list of tools, which have a name and a handler'],
  [{ env: { KEY: 5 } }, 'env is such an object; it is to be an object of texts'],
  [{ title: null }, 'title is null'],
  [{ hooks: { preToolUse: [] } }, 'have no "preToolUse". Did you mean PreToolUse?'],
  [{ hooks: { Stop: {} } }, 'Stop is such an object; it is to be a list'],
  [{ sandbox: true }, 'sandbox is true; it is to be an object'],
  [{ sandbox: { enable: true } }, 'have no "enable". Did you mean enabled?'],
  [{ resume: 'a', continue: true }, 'give one of them'],
  [{ script: {}, provider: 'openai' }, 'leave out the provider'],
])('%j is refused', async (wrong, message) => {
  const running = run({ prompt: 'hi', options: options(wrong) })
  await expect(running).rejects.toMatchObject({ name: 'SdkError', code: 'invalid_option' })
  await expect(running).rejects.toThrow(message)
  expect(await readdir(folder)).toEqual([])
})

it.each<[object, string]>([
  [{ disallowedTools: ['Bash'] }, 'there is no tool Bash. Did you mean shell?'],
  [
    { agents: { reader: { description: 'reads', tools: ['Read'] } } },
    'agents: reader: there is no tool Read. Did you mean read_file?',
  ],
])(
  'a tool that is called otherwise elsewhere is told its name here: %j',
  async (wrong, message) => {
    const running = run({ prompt: 'hi', options: options({ ...wrong, store: 'memory' }) })
    await expect(running).rejects.toMatchObject({ name: 'SdkError', code: 'invalid_option' })
    await expect(running).rejects.toThrow(message)
  },
)

it('an option without a value is as one that is not there', async () => {
  const none = options({ maxTurns: undefined, title: undefined, hooks: undefined })
  expect(await run({ prompt: 'hi', options: none })).toMatchObject({ reason: 'done' })
  await rm(join(folder, 'home'), { recursive: true })
})

it('an option beside the options is told where it belongs', async () => {
  const input = { prompt: 'hi', options: options({}), maxTurns: 1 }
  await expect(run(input)).rejects.toThrow('no "maxTurns". Did you mean options.maxTurns?')
  const text: object = Object.values(['hi'])
  await expect(run(text)).rejects.toThrow('The arguments of a run are such a list')
})

it('an option of runMany that is none is told before anything is begun', async () => {
  const wrong = { options: options({}), concurency: 2 }
  await expect(runMany([{ prompt: 'hi' }], wrong)).rejects.toThrow('Did you mean concurrency?')
})
