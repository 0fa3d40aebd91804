import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineTool, memorySessions, textContent, type Sessions } from '@harness/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import {
  postAnswer,
  postCancel,
  postInput,
  readSession,
  run,
  type Ask,
  type AskAnswer,
  type HookCallbacks,
  type HookOutput,
  type Options,
} from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-sdk-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Counts as a command: it is asked about when the edits before it are settled. */
const prodding = {
  name: 'prod',
  description: 'Prods.',
  input: z.object({}),
  effect: 'other' as const,
  prepare: async () => ({
    kind: 'ready' as const,
    prepared: { effect: 'other' as const, access: 'command' as const },
  }),
  run: async () => ({ kind: 'done' as const, content: textContent('prodded') }),
}
const prod = defineTool(prodding)

/** Two calls that are asked about one after the other, then a word. */
const poking = () =>
  scripted(({ messages }) =>
    messages.some(({ role }) => role === 'tool')
      ? says(JSON.stringify(messages))
      : says('', [
          ['poke', { path: 'a.txt' }],
          ['prod', {}],
        ]),
  )

const options = (more: Options = {}): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  provider: poking(),
  tools: [poke, prod],
  ...more,
})

/** A session whose process went away while a person thought about the first call. */
async function leftAsking(
  store: 'files' | Sessions = 'files',
  more: Options = {},
): Promise<string> {
  const stop = new AbortController()
  const onAsk = () => {
    stop.abort()
    return new Promise<never>(() => {})
  }
  const first = await run({
    prompt: 'go',
    options: options({ store, onAsk, signal: stop.signal, ...more }),
  })
  expect(first.reason).toBe('stopped')
  return first.sessionId
}

async function answersIn(id: string) {
  const answers: unknown[] = []
  for await (const event of readSession(id, { home: join(folder, 'home') })) {
    if (event.type === 'ask.settled' && event.data.kind === 'answered') answers.push(event.data)
  }
  return answers
}

it('answers by the policy what is asked later in a resumed run, when nobody is there', async () => {
  const id = await leftAsking()
  const result = await run({ options: options({ resume: id }) })
  expect(result).toMatchObject({ reason: 'denied', denied: [{ tool: 'poke' }, { tool: 'prod' }] })
  expect(await answersIn(id)).toMatchObject([
    { decision: 'deny', by: 'mode ask: edit' },
    { decision: 'deny', by: 'mode ask: command' },
  ])
})

it('answers what a fork asks anew, when nobody is there', async () => {
  const id = await leftAsking()
  const denied = await run({ options: options({ fork: id }) })
  expect(denied.reason).toBe('denied')
  const allowed = await run({ options: options({ fork: id, allowedTools: ['poke', 'prod'] }) })
  expect(allowed).toMatchObject({ reason: 'done', calls: [{ error: null }, { error: null }] })
})

it('lets an answer win that was posted while nobody held the session', async () => {
  const store = memorySessions()
  const id = await leftAsking(store)
  const asks: number[] = []
  for await (const event of (await store.reader(id)).read(1))
    if (event.type === 'ask.opened') asks.push(event.seq)
  const data = { kind: 'answered', decision: 'allow', by: 'person' } as const
  for (const cause of asks)
    await store.post(id, { id: `post ${cause}`, draft: { type: 'ask.settled', cause, data } })
  const result = await run({ options: options({ store, resume: id }) })
  expect(result.calls[0]).toMatchObject({ output: 'poked a.txt', error: null })
})

it('says which calls were answered, and where the answer is', async () => {
  const id = await leftAsking()
  const posted = await postAnswer(id, { decision: 'allow' }, { home: join(folder, 'home') })
  expect(posted).toMatchObject({
    posted: 'waiting',
    calls: [{ tool: 'poke', input: { path: 'a.txt' } }],
  })
  const result = await run({ options: options({ resume: id }) })
  expect(result.calls[0]).toMatchObject({ output: 'poked a.txt', error: null })
})

it('runs what an answer from elsewhere made of the input, and not what was asked', async () => {
  const id = await leftAsking()
  const home = join(folder, 'home')
  await postAnswer(id, { decision: 'allow', input: { path: 'b.txt' } }, { home })
  const result = await run({ options: options({ resume: id }) })
  expect(result.calls[0]).toMatchObject({ output: 'poked b.txt', error: null })
})

it('takes no input for a call when several are asked about', async () => {
  const both = defineTool({ ...prodding, name: 'both', effect: 'pure' })
  const provider = scripted(() =>
    says('', [
      ['both', {}],
      ['both', {}],
    ]),
  )
  const id = await leftAsking('files', { provider, tools: [both] })
  const answer = { decision: 'allow', input: {} } as const
  const posting = postAnswer(id, answer, { home: join(folder, 'home') })
  await expect(posting).rejects.toMatchObject({ code: 'invalid_option' })
  expect(await answersIn(id)).toEqual([])
})

it.each([
  ['nothing', undefined],
  ['a word', 'allow'],
  ['another decision', { decision: 'maybe' }],
  ['an input that JSON cannot say', { decision: 'allow', input: () => 1 }],
])('denies what is answered with %s', async (_, answer) => {
  const onAsk: unknown = async () => answer
  const given: Options = {}
  Object.assign(given, { onAsk })
  const result = await run({ prompt: 'go', options: options({ store: 'memory', ...given }) })
  expect(result.denied[0]?.reason).toContain('The permission callback failed')
})

it('lets an input be that comes with the answer to a question', async () => {
  const provider = scripted(({ messages }) =>
    messages.some(({ role }) => role === 'tool')
      ? says('ok')
      : says('', [['ask_user', { question: 'Which?' }]]),
  )
  const onAsk = async () => ({ decision: 'allow', answer: 'both', input: {} }) as const
  const { calls } = await run({ prompt: 'go', options: options({ provider, onAsk }) })
  expect(calls[0]).toMatchObject({ output: expect.stringContaining('both'), error: null })
})

it('keeps what an answer from elsewhere allows for good, and tells of it', async () => {
  const id = await leftAsking()
  const home = join(folder, 'home')
  const answer = { decision: 'allow', always: 'local' } as const
  expect(await postAnswer(id, answer, { home })).toMatchObject({ rules: ['edit(a.txt)'] })
  const path = join(folder, '.harness', 'config.local.jsonc')
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    permissions: { allow: ['edit(a.txt)'] },
  })
  const result = await run({ options: options({ resume: id }) })
  expect(result.calls[0]).toMatchObject({ output: 'poked a.txt', error: null })
  expect(await answersIn(id)).toMatchObject([
    { always: { until: 'configuration', rules: [{ source: '.harness/config.local.jsonc' }] } },
    { decision: 'deny' },
  ])
})

it('posts nothing where what is asked can only be allowed once, or cannot be kept', async () => {
  const stop = new AbortController()
  const onAsk = async ({ tool }: Ask): Promise<AskAnswer> => {
    if (tool === 'poke') return { decision: 'allow' }
    stop.abort()
    return new Promise<never>(() => {})
  }
  const { sessionId } = await run({
    prompt: 'go',
    options: options({ onAsk, signal: stop.signal }),
  })
  const home = join(folder, 'home')
  const answer = { decision: 'allow', always: 'session' } as const
  await expect(postAnswer(sessionId, answer, { home })).rejects.toMatchObject({ code: 'not_kept' })
  const other = await leftAsking()
  await mkdir(join(folder, '.harness'))
  await writeFile(join(folder, '.harness', 'config.jsonc'), '{}')
  await expect(
    postAnswer(other, { decision: 'allow', always: 'local' }, { home }),
  ).rejects.toMatchObject({ code: 'not_kept', message: expect.stringContaining('harness trust') })
  expect(await answersIn(other)).toEqual([])
})

it('takes what was posted before the prompt', async () => {
  const id = await leftAsking()
  const home = join(folder, 'home')
  await postCancel(id, { home })
  await postInput(id, 'the posted word', { home })
  await run({ prompt: 'the prompt', options: options({ resume: id }) })
  const order: string[] = []
  for await (const event of readSession(id, { home })) {
    if (event.type === 'cancel.requested') order.push('cancel')
    if (event.type === 'input.received') order.push(JSON.stringify(event.data.content))
  }
  const said = (text: string) => JSON.stringify(textContent(text))
  expect(order).toEqual([said('go'), 'cancel', said('the posted word'), said('the prompt')])
})

it('says that nothing is asked', async () => {
  const { sessionId } = await run({
    prompt: 'hi',
    options: options({ provider: scripted(() => says('hello')) }),
  })
  const home = join(folder, 'home')
  await expect(postAnswer(sessionId, { decision: 'deny' }, { home })).rejects.toMatchObject({
    code: 'nothing_asked',
  })
})

/** A hook that gives its own input to the tool, or wants a person to see the call. */
const hooked = (output: HookOutput['hookSpecificOutput']): HookCallbacks => ({
  PreToolUse: [{ hooks: [async () => ({ hookSpecificOutput: output })] }],
})

it('shows the person what the tool is given, not what the model wrote', async () => {
  const asks: Ask[] = []
  const onAsk = async (ask: Ask): Promise<AskAnswer> => {
    asks.push(ask)
    return { decision: 'allow' }
  }
  const hooks = hooked({ updatedInput: { path: 'b.txt' } })
  const { calls } = await run({ prompt: 'go', options: options({ onAsk, hooks }) })
  expect(calls[0]).toMatchObject({ output: 'poked b.txt' })
  expect(asks[0]).toMatchObject({ tool: 'poke', input: { path: 'b.txt' } })
})

it('no rule answers what a hook wants a person to see', async () => {
  const hooks = hooked({ permissionDecision: 'ask' })
  const id = await leftAsking('files', { hooks, allowedTools: ['poke', 'prod'] })
  const allowed = { resume: id, allowedTools: ['poke', 'prod'] }
  const result = await run({ options: options(allowed) })
  expect(result.denied).toMatchObject([{ tool: 'poke' }, { tool: 'prod' }])
})

it('no rule of another answer does so either', async () => {
  const ask = hooked({ permissionDecision: 'ask' }).PreToolUse ?? []
  const hooks = { PreToolUse: ask.map((one) => ({ ...one, matcher: 'nudge' })) }
  const provider = scripted(({ messages }) =>
    messages.some(({ role }) => role === 'tool')
      ? says('done')
      : says('', [
          ['poke', { path: 'a.txt' }],
          ['nudge', { path: 'b.txt' }],
        ]),
  )
  const onAsk = async ({ tool }: Ask): Promise<AskAnswer> => {
    if (tool === 'poke') return { decision: 'allow', always: 'session' }
    await new Promise((resolve) => setTimeout(resolve, 50))
    return { decision: 'deny' }
  }
  const tools = [poke, { ...poke, name: 'nudge' }]
  const more = { onAsk, hooks, provider, tools, allowedTools: ['nudge'] }
  const result = await run({ prompt: 'go', options: options(more) })
  expect(result.calls[0]).toMatchObject({ output: 'poked a.txt' })
  expect(result.denied).toMatchObject([{ tool: 'nudge' }])
})
