import { run, type Message } from '@harness/kernel'
import { ask, asking, testWorld } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

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
})

describe('a reply', () => {
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
  })
})

it('a script from a file is told by its name, and where it is wrong', () => {
  expect(() => parseScriptText('{"name": ', 'a.json')).toThrow(/a\.json is no JSON/)
  const typo = JSON.stringify({ name: 'x', rules: [{ wen: {}, reply: {} }], otherwise: {} })
  expect(() => parseScriptText(typo, 'a.json')).toThrow(/a\.json is no script[^]*wen[^]*rules\[0\]/)
  const good = { $schema: 'script.schema.json', ...always({ text: 'a' }) }
  expect(parseScript(good)).toEqual(good)
})
