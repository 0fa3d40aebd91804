import { run, type Exchange, type Message } from '@harness/kernel'
import { ask, asking, replyFrom, testWorld } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

import { withToolCalls } from '../text-protocol/with-tool-calls.ts'
import { offlineProvider } from './offline-provider.ts'
import { parseScript, parseScriptText } from './parse-script.ts'
import type { Script, ScriptedReply } from './script.ts'

const always = (otherwise: ScriptedReply): Script => ({ name: 'test', rules: [], otherwise })
const playing = (otherwise: ScriptedReply) => offlineProvider(always(otherwise))
const busy = { code: 'retryable' as const, message: 'busy', status: 503 }

describe('a rule', () => {
  const choose = async (when: Script['rules'][number]['when'], request = asking()) => {
    const script = {
      name: 't',
      rules: [{ when, reply: { text: 'yes' } }],
      otherwise: { text: 'no' },
    }
    const { end } = await ask(offlineProvider(script), request)
    return end.type === 'reply' && end.reply.parts[0]
  }
  const yes = { type: 'text', text: 'yes' }
  const said: Message = { role: 'assistant', reply: { parts: [], stop: 'end' } }
  const tools = [{ name: 'edit', description: '', input: {} }]

  it('may be about the system prompt, the tools and the replies so far', async () => {
    const request = asking({ system: 'You are terse.', tools, messages: [said, said] })
    expect(await choose({ system: ['terse'], tools: ['edit'], replies: 2 }, request)).toEqual(yes)
    for (const when of [{ system: ['loud'] }, { tools: ['shell'] }, { replies: 1 }]) {
      expect(await choose(when, request)).not.toEqual(yes)
    }
  })

  it('may be about what tools were called with, and about an answer by a schema', async () => {
    const calls = [{ tool: 'read', contains: ['"b.txt"'] }]
    const after = (path: string) => {
      const input = JSON.stringify({ path })
      const call = { type: 'call' as const, id: '1', name: 'read', input }
      const reply = { parts: [call], stop: 'calls' as const }
      return asking({
        messages: [
          { role: 'user', content: [] },
          { role: 'assistant', reply },
        ],
      })
    }
    expect(await choose({ calls }, after('b.txt'))).toEqual(yes)
    expect(await choose({ calls }, after('a.txt'))).not.toEqual(yes)
    expect(await choose({ calls }, asking())).not.toEqual(yes)
    const output = { type: 'object' }
    expect(await choose({ output: true }, asking({ output }))).toEqual(yes)
    expect(await choose({ output: true })).not.toEqual(yes)
    expect(await choose({ output: false })).toEqual(yes)
  })

  it('may be about an image', async () => {
    const artifact = `sha256:${'0'.repeat(64)}`
    const content = [{ type: 'image' as const, mediaType: 'image/png', artifact }]
    const request = asking({ messages: [{ role: 'user', content }] })
    expect(await choose({ said: ['[image]'] }, request)).toEqual(yes)
    expect(await choose({ said: ['[image]'] })).not.toEqual(yes)
  })
})

describe('a reply', () => {
  it('may be an answer by a schema', async () => {
    const { parts } = await replyFrom(playing({ json: { n: 7, list: ['ü'] } }))
    expect(parts).toEqual([{ type: 'text', text: '{"n":7,"list":["ü"]}' }])
  })

  it('may call tools by JSON in its text', async () => {
    const provider = withToolCalls(playing({ text: '{"tool": "edit", "args": {"path": "a"}}' }))
    const tools = [{ name: 'edit', description: '', input: { type: 'object' } }]
    const model = { provider: 'offline', id: 'scripted', toolCalls: 'text' as const }
    expect(await replyFrom(provider, asking({ tools, model }))).toMatchObject({
      stop: 'calls',
      parts: [{ type: 'call', name: 'edit' }],
    })
  })

  it('may say something and fail all the same', async () => {
    const provider = playing({ text: 'well', failure: { ...busy, after: 'half a', times: 1 } })
    const failed = await ask(provider)
    expect(failed).toMatchObject({ end: { failure: busy }, deltas: [{ text: 'half a' }] })
    expect(JSON.stringify(failed.end)).not.toContain('half a')
    const second = await ask(provider)
    expect(second).toMatchObject({ end: { type: 'reply' }, deltas: [{ text: 'well' }] })
  })

  it('may be cut, and count as many tokens as it says', async () => {
    const usage = { inputTokens: 7, outputTokens: 9 }
    const { end } = await ask(playing({ text: 'half a', stop: 'length', usage }))
    expect(end).toMatchObject({ reply: { stop: 'length', usage } })
  })

  it('may be a failure, for so many attempts at one call', async () => {
    const provider = playing({ text: 'well', failure: { ...busy, times: 1 } })
    const world = await testWorld({ provider })
    await world.say('go')
    expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
    await world.say('again')
    await run(world.session, { host: world.host })
    const failed: unknown[] = []
    for await (const event of world.session.store.events.read(1)) {
      if (event.type === 'model.settled') failed.push(event.data.kind)
    }
    expect(failed).toEqual(['failed', 'replied', 'failed', 'replied'])
  })

  it('fails for each rule by itself: a judge asks beside the model', async () => {
    const failure = { ...busy, times: 1 }
    const rules = [{ when: { system: ['judge'] }, reply: { text: 'fine', failure } }]
    const provider = offlineProvider({ ...always({ text: 'well', failure }), rules })
    const kinds = []
    for (const system of ['', 'You judge.', '', 'You judge.']) {
      kinds.push((await ask(provider, asking({ system }))).end.type)
    }
    expect(kinds).toEqual(['failure', 'failure', 'reply', 'reply'])
  })

  it('waits before it begins, and stops waiting when it is told to', async () => {
    const signal = AbortSignal.timeout(20)
    await expect(ask(playing({ text: 'late', delayMs: 60_000 }), asking(), signal)).rejects.toThrow(
      /timeout/,
    )
  })

  it('can be read as if it had gone over a wire', async () => {
    const { exchanges } = await ask(playing({ text: 'hi' }), asking({ system: 'Be.' }))
    expect(exchanges).toMatchObject([
      { request: { method: 'SCRIPT', url: 'offline:test' }, response: { status: 200 } },
    ])
    expect(JSON.parse(exchanges[0]!.request.body)).toMatchObject({ system: 'Be.' })
    const failed = await ask(playing({ failure: busy }))
    expect(failed.exchanges).toMatchObject([{ response: { status: 503 } }])
    const output = { type: 'object' }
    const structured = await ask(playing({ json: {} }), asking({ output }))
    expect(JSON.parse(structured.exchanges[0]!.request.body)).toMatchObject({ output })
  })

  it('that is stopped is told as stopped, and one that never began is not told', async () => {
    const told: Exchange[] = []
    const record = (exchange: Exchange) => void told.push(exchange)
    const { stream } = playing({ text: 'a long answer in more than one piece' })
    for await (const event of stream(asking(), { signal: AbortSignal.timeout(5000), record })) {
      if (event.type === 'text') break
    }
    expect(told).toMatchObject([{ request: { method: 'SCRIPT' }, broken: 'stopped' }])
    const fired = stream(asking(), { signal: AbortSignal.abort(), record })
    await expect(fired[Symbol.asyncIterator]().next()).rejects.toThrow('aborted')
    expect(told).toHaveLength(1)
  })
})

it('a script from a file is told by its name, and where it is wrong', () => {
  const broken = '{\n  "name": "x"\n  "rules": []\n}'
  expect(() => parseScriptText(broken, 'a.json')).toThrow(/a\.json is no JSON: line 3, column 3/)
  const typo = JSON.stringify({ name: 'x', rules: [{ wen: {}, reply: {} }], otherwise: {} })
  expect(() => parseScriptText(typo, 'a.json')).toThrow(/a\.json is no script[^]*wen[^]*rules\[0\]/)
  const good = { $schema: 'script.schema.json', ...always({ text: 'a' }) }
  expect(parseScript(good)).toEqual(good)
})
