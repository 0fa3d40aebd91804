import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { says, scripted } from '../__fixtures__/scripted.ts'
import {
  listSessions,
  run,
  tool,
  type CustomTool,
  type Options,
  type ToolAnnotations,
  type ToolAnswer,
} from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-tool-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const calling = async (custom: CustomTool, input: unknown, more: Options = {}) => {
  const result = await run({
    prompt: 'go',
    options: {
      cwd: folder,
      store: 'memory',
      provider: scripted((_, turn) => (turn === 0 ? says('', [[custom.name, input]]) : says('ok'))),
      tools: [custom],
      ...more,
    },
  })
  return { ...result, call: result.calls[0] }
}

const add = tool('add', 'Adds.', { a: z.number(), b: z.number().default(1) }, ({ a, b }) => {
  expectTypeOf(a).toEqualTypeOf<number>()
  return a + b
})

it('hands checked arguments to the handler, and its answer to the model', async () => {
  expect((await calling(add, { a: 1, b: 2 })).call).toMatchObject({ output: '3', error: null })
  expect((await calling(add, { a: 1 })).call).toMatchObject({ output: '2' })
})

it('tells the model what is wrong with arguments, and does not call the handler', async () => {
  const { call } = await calling(add, { a: 'one' })
  expect(call?.error).toContain('- a: ')
})

const answering = (answer: () => ToolAnswer | Promise<ToolAnswer>) =>
  tool('answer', 'Answers.', {}, answer)

it.each<[string, () => ToolAnswer | Promise<ToolAnswer>, string]>([
  ['a text', () => 'hello', 'hello'],
  ['a promise', async () => 'hello', 'hello'],
  ['nothing', () => {}, 'done'],
  ['an object', () => ({ a: 1, b: undefined }), '{"a":1}'],
  ['a list', () => [1, 2], '[1,2]'],
  ['a time', () => new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ['null', () => null, 'null'],
  [
    'parts',
    () => ({
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    }),
    'a\nb',
  ],
  ['an object whose content is a text', () => ({ content: 'x' }), '{"content":"x"}'],
])('takes %s for an answer', async (_, answer, output) => {
  expect((await calling(answering(answer), {})).call).toMatchObject({ output, error: null })
})

it('hands on images', async () => {
  const data = Buffer.from('not really').toString('base64')
  const image = { type: 'image' as const, data, mimeType: 'image/png' }
  const { call } = await calling(
    answering(() => ({ content: [image] })),
    {},
  )
  expect(call?.output).toBe('[image]')
})

it.each<[string, () => ToolAnswer | Promise<ToolAnswer>, string]>([
  [
    'throws',
    () => {
      throw new Error('no way')
    },
    'no way',
  ],
  ['rejects', () => Promise.reject(new Error('no way')), 'no way'],
  ['says so', () => ({ content: [{ type: 'text', text: 'no way' }], isError: true }), 'no way'],
  ['answers what JSON cannot say', () => ({ big: 1n }), 'JSON cannot say'],
])('tells the model that it failed when it %s', async (_, answer, error) => {
  const { reason, call } = await calling(answering(answer), {})
  expect(reason).toBe('done')
  expect(call?.error).toContain(error)
})

it('is asked about where it is destructive, in no mode otherwise', async () => {
  const drop = tool('drop', 'Drops.', {}, () => 'dropped', {
    annotations: { destructiveHint: true },
  })
  expect((await calling(drop, {})).denied).toMatchObject([{ tool: 'drop' }])
  expect((await calling(drop, {}, { allowedTools: ['drop'] })).call?.output).toBe('dropped')
  expect(
    (
      await calling(
        answering(() => 'ran'),
        {},
        { permissionMode: 'ask' },
      )
    ).call?.output,
  ).toBe('ran')
})

it('is told where it works, how it is named for ever, and when it is to stop', async () => {
  let told = ''
  const look = tool('look', 'Looks.', {}, (_, { workspace, key, signal, progress }) => {
    progress('half')
    told = `${workspace.endsWith(folder.slice(-6))} ${/^.+\/\d+$/u.test(key)} ${signal.aborted}`
  })
  await calling(look, {})
  expect(told).toBe('true true false')
})

it('that never ends keeps no run from being stopped', async () => {
  const stop = new AbortController()
  const hang = tool('hang', 'Hangs.', {}, () => {
    stop.abort('enough')
    return new Promise<string>(() => {})
  })
  expect((await calling(hang, {}, { signal: stop.signal })).reason).toBe('stopped')
})

it.each<[string, ToolAnnotations, number, string | null]>([
  ['reads', { readOnlyHint: true }, 2, null],
  ['is idempotent', { idempotentHint: true }, 2, null],
  ['says nothing', {}, 1, 'It may have happened'],
])('that was broken off is done again where it %s', async (_, annotations, times, error) => {
  const stop = new AbortController()
  let begun = 0
  const work = tool(
    'work',
    'Works.',
    {},
    () => {
      if (++begun === 2) return 'worked'
      stop.abort('enough')
      return new Promise<string>(() => {})
    },
    { annotations },
  )
  const place = { store: 'files' as const, home: join(folder, 'home') }
  const { sessionId, reason } = await calling(work, {}, { ...place, signal: stop.signal })
  expect(reason).toBe('stopped')
  const provider = scripted(() => says('ok'))
  const options = { cwd: folder, ...place, provider, tools: [work], resume: sessionId }
  const { calls } = await run({ options })
  expect(begun).toBe(times)
  expect(calls[0]?.error ?? null).toEqual(error === null ? null : expect.stringContaining(error))
})

it.each([
  ['a name', tool('no name', 'x', {}, () => 1), 'letters, digits'],
  ['a description', tool('name', ' ', {}, () => 1), 'what it does'],
  ['a shape', tool('name', 'x', { a: z.date() }, () => 1), 'JSON Schema can say'],
])('is refused without %s', async (_, wrong, why) => {
  await expect(calling(wrong, {})).rejects.toMatchObject({ code: 'invalid_option' })
  await expect(calling(wrong, {})).rejects.toThrow(why)
})

it('is refused beside another of its name, and no session is begun', async () => {
  const home = join(folder, 'home')
  const files = { home, store: 'files' as const }
  const refused = calling(add, { a: 1 }, { ...files, tools: [add, add] })
  await expect(refused).rejects.toMatchObject({ code: 'invalid_option' })
  await expect(
    calling(
      tool('no name', 'x', {}, () => 1),
      {},
      files,
    ),
  ).rejects.toThrow('letters')
  expect(await listSessions({ home, all: true })).toEqual([])
})

it('may check and change arguments by asking elsewhere', async () => {
  const known = z.string().refine(async (name) => name !== 'nobody', 'nobody knows them')
  const shape = { name: known.transform(async (name) => name.toUpperCase()) }
  const greet = tool('greet', 'Greets.', shape, ({ name }) => `Hello ${name}`)
  expect((await calling(greet, { name: 'ada' })).call?.output).toBe('Hello ADA')
  expect((await calling(greet, { name: 'nobody' })).call?.error).toContain('nobody knows them')
})

it('answers no more than a result may hold, in however many pieces', async () => {
  const text = 'x'.repeat(5000)
  const content = Array.from({ length: 100 }, () => ({ type: 'text' as const, text }))
  const { call } = await calling(
    answering(() => ({ content })),
    {},
  )
  expect(call?.output.length).toBeLessThanOrEqual(32 * 1024)
  expect(call?.output).toContain('bytes left out')
})

it('may throw what cannot be read', async () => {
  const throwing = answering(() => {
    throw Object.create(null)
  })
  expect((await calling(throwing, {})).call?.error).toContain('answer failed')
})

it('takes the place of a default tool of its name', async () => {
  const list = tool('list', 'Lists.', {}, () => 'mine')
  expect((await calling(list, {})).call?.output).toBe('mine')
})
