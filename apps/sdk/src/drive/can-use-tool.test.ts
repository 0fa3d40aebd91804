import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import { run, type CanUseTool, type Options, type RunResult } from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-gate-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A run that pokes once, and says how that went. */
const poking = (canUseTool: CanUseTool | undefined, more: Options = {}): Promise<RunResult> =>
  run({
    prompt: 'go',
    options: {
      cwd: folder,
      store: 'memory',
      provider: scripted((_, turn) =>
        turn === 0 ? says('', [['poke', { path: 'a.txt' }]]) : says('ok'),
      ),
      tools: [poke],
      ...(canUseTool && { canUseTool }),
      ...more,
    },
  })

it('is asked about what would be asked, and allows it', async () => {
  const asked: unknown[] = []
  const { calls, denied } = await poking((call, { preview, agent, reason, suggestions }) => {
    asked.push({ ...call, preview, agent, reason, suggestions })
    return 'allow'
  })
  expect(calls[0]?.output).toBe('poked a.txt')
  expect(denied).toEqual([])
  expect(asked).toEqual([
    {
      callId: expect.any(String),
      tool: 'poke',
      input: { path: 'a.txt' },
      preview: 'poke a.txt',
      agent: null,
      reason: null,
      suggestions: ['edit(a.txt)'],
    },
  ])
})

it('is not asked about what rules decide', async () => {
  const never = () => {
    throw new Error('it was asked')
  }
  const allowed = await poking(never, { allowedTools: ['poke(a.txt)'] })
  expect(allowed.calls[0]?.output).toBe('poked a.txt')
  const denied = await poking(never, { disallowedTools: ['poke(*)'] })
  expect(denied.denied[0]?.rule).toContain('poke(*)')
})

it('denies, and says to the model why', async () => {
  const { reason, denied, calls } = await poking(() => ({ decision: 'deny', reason: 'Not today.' }))
  expect(reason).toBe('denied')
  expect(denied).toMatchObject([{ rule: 'canUseTool', reason: 'Not today.' }])
  expect(calls[0]?.error).toContain('Not today.')
})

it('leaves it to the person, or without one to what the permissions say of that', async () => {
  const asked: string[] = []
  const onAsk: Options['onAsk'] = async ({ tool }) => {
    asked.push(tool)
    return { decision: 'allow' }
  }
  const answered = await poking(() => 'ask', { onAsk })
  expect(answered.calls[0]?.output).toBe('poked a.txt')
  expect(asked).toEqual(['poke'])
  const alone = await poking(async () => ({ decision: 'ask' }))
  expect(alone.denied[0]?.reason).toContain('Nobody was asked. A person can allow')
})

it('changes what the tool is given', async () => {
  const { calls } = await poking(() => ({ decision: 'allow', input: { path: 'b.txt' } }))
  expect(calls[0]).toMatchObject({ input: { path: 'b.txt' }, output: 'poked b.txt', error: null })
})

it('opens nothing that is denied by what it makes of the input', async () => {
  const { calls, denied } = await poking(() => ({ decision: 'allow', input: { path: 'b.txt' } }), {
    disallowedTools: ['poke(b.txt)'],
  })
  expect(denied[0]?.rule).toContain('poke(b.txt)')
  expect(calls[0]?.error).not.toBeNull()
})

it.each<[string, () => unknown, string]>([
  [
    'throws',
    () => {
      throw new Error('out of order')
    },
    'out of order',
  ],
  ['rejects', () => Promise.reject(new Error('out of order')), 'out of order'],
  ['answers nothing', () => undefined, 'it answers "allow"'],
  ['answers true', () => true, 'it answers "allow"'],
  ['answers another word', () => 'yes', 'it answers "allow"'],
  ['answers as others do', () => ({ behavior: 'allow' }), 'it answers "allow"'],
  ['gives an input that is none', () => ({ decision: 'allow', input: () => 1 }), 'not JSON'],
  ['never answers', () => new Promise(() => {}), 'it took longer than 50 ms'],
])('denies when it %s', async (_, canUseTool, why) => {
  // Programs need not be typed.
  const untyped = Object.fromEntries([['canUseTool', canUseTool]])
  const { denied } = await poking(undefined, { ...untyped, canUseToolTimeoutMs: 50 })
  expect(denied).toMatchObject([{ rule: 'canUseTool' }])
  expect(denied[0]?.reason).toContain(why)
})

it('a person may change the input, too', async () => {
  const { calls } = await poking(undefined, {
    onAsk: async () => ({ decision: 'allow', input: { path: 'c.txt' } }),
  })
  expect(calls[0]?.output).toBe('poked c.txt')
})

it('may be given longer than a timer can hold', async () => {
  const slow = () =>
    new Promise<'allow'>((resolve) => {
      setTimeout(() => resolve('allow'), 20)
    })
  expect((await poking(slow, { canUseToolTimeoutMs: 2 ** 33 })).denied).toEqual([])
})
