import type { Message, ModelDelta, ModelEnd, ModelRequest } from '@harness/kernel'
import { testProvider, type ProviderScene } from '@harness/kernel/testing'
import { describe, expect, it, test } from 'vitest'

import { resolveModel } from '../resolve-model.ts'
import { defaultScript } from './default-script.ts'
import { offlineProvider } from './offline-provider.ts'
import { parseScript } from './parse-script.ts'
import { type Script, type ScriptedReply } from './script.ts'

testProvider(
  'offline',
  (scene) => {
    const delayMs = scene.kind === 'hang' ? 60_000 : 0
    return Promise.resolve({ provider: offlineProvider(scripted(scene), { delayMs }) })
  },
  { test },
)

function scripted(scene: ProviderScene): Script {
  if (scene.kind === 'error') {
    const { code, retryAfterMs } = scene
    const failure = { code, message: 'no', ...(retryAfterMs !== undefined && { retryAfterMs }) }
    return { name: 'suite', rules: [], otherwise: { failure } }
  }
  if (scene.kind === 'cut') {
    const failure = { code: 'truncated' as const, message: 'no end', after: scene.text }
    return { name: 'suite', rules: [], otherwise: { failure } }
  }
  const parts = scene.kind === 'reply' ? scene.parts : []
  const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  const text = scene.kind === 'hang' ? scene.text : said.join('') || undefined
  const calls = parts.flatMap((part) =>
    part.type === 'call' ? [{ tool: part.name, id: part.id, raw: part.input }] : [],
  )
  return { name: 'suite', rules: [], otherwise: { ...(text && { text }), calls } }
}

const user = (text: string): Message => ({ role: 'user', content: [{ type: 'text', text }] })

async function answer(script: Script | undefined, messages: Message[]) {
  const request: ModelRequest = {
    model: { provider: 'offline', id: 'scripted' },
    system: '',
    messages,
    tools: [],
    key: 's/1',
    image: () => Promise.resolve(undefined),
  }
  const events: (ModelDelta | ModelEnd)[] = []
  const { signal } = new AbortController()
  for await (const event of offlineProvider(script).stream(request, { signal })) events.push(event)
  const end = events.at(-1)
  if (end?.type !== 'reply') throw new Error('no reply')
  return { reply: end.reply, deltas: events.slice(0, -1) }
}

const textOf = (parts: { type: string; text?: string }[]) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

describe('the default script', () => {
  it('says that it is no language model, and how to get one', async () => {
    const { reply } = await answer(undefined, [user('Write a compiler.')])
    expect(textOf(reply.parts)).toMatch(/a script, not a language model/)
    expect(textOf(reply.parts)).toContain('OPENAI_API_KEY')
    expect(reply.stop).toBe('end')
  })

  it('is the same every time, with the same usage', async () => {
    const [one, other] = [
      await answer(undefined, [user('a')]),
      await answer(undefined, [user('a')]),
    ]
    expect(one).toEqual(other)
    expect(one.reply.usage).toMatchObject({ inputTokens: expect.any(Number) })
    expect(one.deltas.length).toBeGreaterThan(5)
  })

  it('is what the model by the name of offline says', async () => {
    const { spec, provider } = resolveModel('offline', { env: {} })
    expect([spec.provider, (await provider()).name]).toEqual(['offline', 'offline'])
  })
})

describe('a rule', () => {
  const said = (text: string): ScriptedReply => ({ text })
  const script: Script = {
    name: 'rules',
    rules: [
      {
        when: { results: [{ tool: 'shell', contains: ['ok'], lacks: ['bad'] }] },
        reply: said('A'),
      },
      { when: { results: [{ tool: 'shell', failed: true }] }, reply: said('B') },
      { when: { called: ['shell'], notCalled: ['edit'] }, reply: said('C') },
      { when: { said: ['Hello'], turn: 0 }, reply: said('D') },
    ],
    otherwise: said('E'),
  }
  const called = (name: string): Message => ({
    role: 'assistant',
    reply: { parts: [{ type: 'call', id: 'x', name, input: '{}' }], stop: 'calls' },
  })
  const result = (text: string, failed = false): Message => ({
    role: 'tool',
    id: 'x',
    name: 'shell',
    content: [{ type: 'text', text }],
    failed,
  })
  it.each<[string, Message[]]>([
    ['A', [user('go'), called('shell'), result('ok')]],
    ['C', [user('go'), called('shell'), result('ok but bad')]],
    ['B', [user('go'), called('shell'), result('no', true)]],
    ['E', [user('go'), called('edit'), called('shell'), result('no')]],
    ['D', [user('well, hello there')]],
    ['E', [user('go'), called('shell'), result('ok'), user('and now?')]],
    ['E', []],
  ])('answers %s by what the conversation holds', async (expected, messages) => {
    const { reply } = await answer(script, messages)
    expect(textOf(reply.parts)).toBe(expected)
  })
})

describe('a script', () => {
  it('is data that survives JSON', () => {
    expect(parseScript(JSON.parse(JSON.stringify(defaultScript)))).toEqual(defaultScript)
  })

  it('with a mistake is refused with the place', () => {
    const wrong = { ...defaultScript, rules: [{ when: { sayd: ['x'] }, reply: {} }] }
    expect(() => parseScript(wrong)).toThrow(
      expect.objectContaining({ code: 'invalid_script', message: expect.stringContaining('sayd') }),
    )
  })

  it('gives its calls ids that differ from turn to turn', async () => {
    const reply = {
      calls: [
        { tool: 'list', input: {} },
        { tool: 'read_file', input: { path: 'ü' } },
      ],
    }
    const calling: Script = { name: 'calling', rules: [], otherwise: reply }
    const first = (await answer(calling, [user('a')])).reply
    const messages: Message[] = [user('a'), { role: 'assistant', reply: first }]
    const second = (await answer(calling, messages)).reply
    const ids = [...first.parts, ...second.parts].map((part) => part.type === 'call' && part.id)
    expect(new Set(ids).size).toBe(4)
    expect(first).toMatchObject({
      stop: 'calls',
      parts: [{ input: '{}' }, { input: '{"path":"ü"}' }],
    })
  })
})
