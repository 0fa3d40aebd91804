import {
  run,
  type Message,
  type ModelDelta,
  type ModelEnd,
  type ModelRequest,
  type Provider,
  type Reply,
} from '@harness/kernel'
import {
  ask,
  asking,
  echoTool,
  randomFrom,
  testProvider,
  testWorld,
  type ProviderScene,
} from '@harness/kernel/testing'
import { describe, expect, it, test } from 'vitest'

import { offlineProvider } from '../offline/offline-provider.ts'
import { type Script } from '../offline/script.ts'
import { textProtocol } from './text-protocol.ts'

const tools = ['echo', 'finish'].map((name) => ({ name, description: `To ${name}.`, input: {} }))

// A wire that brings calls by its own means all the same: they pass, as does all that is no reply.
testProvider(
  'text protocol',
  (scene) => {
    const delayMs = scene.kind === 'hang' ? 60_000 : 0
    const inner = textProtocol(offlineProvider(playing(scene), { delayMs }))
    const provider: Provider = {
      name: inner.name,
      stream: (request, options) => inner.stream({ ...request, tools }, options),
    }
    return Promise.resolve({ provider })
  },
  { test },
)

function playing(scene: ProviderScene): Script {
  const always = (otherwise: Script['otherwise']) => ({ name: 'suite', rules: [], otherwise })
  switch (scene.kind) {
    case 'error': {
      const { code, retryAfterMs } = scene
      const after = retryAfterMs !== undefined && { retryAfterMs }
      return always({ failure: { code, message: 'no', ...after } })
    }
    case 'cut':
      return always({ failure: { code: 'truncated', message: 'no end', after: scene.text } })
    case 'hang':
      return always({ text: scene.text })
    case 'reply': {
      const text = scene.parts.find((part) => part.type === 'text')?.text
      const made = scene.parts.filter((part) => part.type === 'call')
      const calls = made.map(({ name, id, input }) => ({ tool: name, id, raw: input }))
      return always({ ...(text !== undefined && { text }), calls })
    }
  }
}

/** A model that writes these texts in pieces of some size, one reply each, and keeps what it was asked. */
function writing(texts: string[], size = 7, firstStop: Reply['stop'] = 'end') {
  const requests: ModelRequest[] = []
  const provider: Provider = {
    name: 'writing',
    async *stream(request): AsyncGenerator<ModelDelta | ModelEnd> {
      const turn = requests.push(request)
      const text = texts[turn - 1] ?? ''
      for (let at = 0; at < text.length; at += size) {
        yield { type: 'text', index: 0, text: text.slice(at, at + size) }
      }
      const stop = turn === 1 ? firstStop : 'end'
      yield { type: 'reply', reply: { parts: [{ type: 'text', text }], stop } }
    },
  }
  return { provider: textProtocol(provider), requests }
}

/** A model that writes a text in two pieces. */
const halves = (text: string, at: number): Provider =>
  textProtocol({
    name: 'halves',
    async *stream(): AsyncGenerator<ModelDelta | ModelEnd> {
      yield { type: 'text', index: 0, text: text.slice(0, at) }
      yield { type: 'text', index: 0, text: text.slice(at) }
      yield { type: 'reply', reply: { parts: [{ type: 'text', text }], stop: 'end' } }
    },
  })

const call = (tool: string, args: unknown) => JSON.stringify({ tool, args })

/** The deltas of each part put together. */
function summed(deltas: readonly ModelDelta[]) {
  const parts: string[] = []
  for (const delta of deltas) {
    const piece = delta.type === 'call' ? delta.input : delta.text
    parts[delta.index] = (parts[delta.index] ?? '') + piece
  }
  return parts
}

const contents = ({ parts }: Reply) =>
  parts.map((part) => (part.type === 'call' ? part.input : part.text))

const text = `Grüße 🎉 — I do two:\n\`\`\`json\n${call('echo', { text: 'a}"b' })}\n\`\`\`\nand ${call('echo', {})} \`x\` {`

describe('the stream', () => {
  it.each([1, 2, 3, 5, 8, 1000])('in pieces of %i is the sum of the reply', async (size) => {
    const { deltas, end } = await ask(writing([text], size).provider, asking({ tools }))
    if (end.type === 'failure') throw new Error(end.failure.message)
    expect(summed(deltas)).toEqual(contents(end.reply))
    expect(end.reply).toMatchObject({ stop: 'calls', endsBy: 'finish' })
    expect(end.reply.parts.map(({ type }) => type)).toEqual([
      'text',
      'call',
      'text',
      'call',
      'text',
    ])
  })

  it('cut at any place is the sum of the same reply', async () => {
    const { end: whole } = await ask(writing([text], 1e6).provider, asking({ tools }))
    for (let at = 1; at < text.length; at++) {
      const { deltas, end } = await ask(halves(text, at), asking({ tools }))
      expect(end).toEqual(whole)
      if (end.type === 'reply') expect(summed(deltas)).toEqual(contents(end.reply))
    }
  })

  it('of prose takes time that grows with its length: 800 kB word by word', async () => {
    const prose = 'abc '.repeat(200_000)
    const began = process.cpuUsage()
    const { deltas } = await ask(writing([prose], 4).provider, asking({ tools }))
    expect(summed(deltas)).toEqual([prose])
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(5_000)
  })

  it('shows prose as it comes, up to where a call may begin', async () => {
    const { deltas } = await ask(writing(['One two three. Four.'], 4).provider, asking({ tools }))
    expect(deltas.length).toBeGreaterThan(3)
  })

  it('is the same whatever a model writes and however it is cut', async () => {
    const random = randomFrom(11)
    const atoms = [
      '{',
      '}',
      '"',
      '```',
      '\n',
      'json',
      '{"tool"',
      ': "echo"',
      ', "args": {}',
      'x',
      '\\',
    ]
    for (let round = 0; round < 300; round++) {
      const pick = () => atoms[Math.floor(random() * atoms.length)]!
      const wild = Array.from({ length: 12 }, pick).join('')
      const whole = await ask(writing([wild], 1e6).provider, asking({ tools }))
      const cut = await ask(
        writing([wild], 1 + Math.floor(random() * 4)).provider,
        asking({ tools }),
      )
      expect(cut.end).toEqual(whole.end)
      if (cut.end.type === 'failure') throw new Error(wild)
      const filled = contents(cut.end.reply)
      expect(summed(cut.deltas).map((each) => each ?? '')).toEqual(
        filled.slice(0, summed(cut.deltas).length),
      )
    }
  })

  it('leaves a model without tools alone', async () => {
    const { provider, requests } = writing([call('echo', {})])
    const { end } = await ask(provider, asking({ system: 'Be.' }))
    expect(end).toMatchObject({ reply: { stop: 'end', parts: [{ type: 'text' }] } })
    expect(requests[0]).toMatchObject({ system: 'Be.', tools: [] })
  })
})

describe('the conversation', () => {
  it('goes back as it was written, results as what the user says', async () => {
    const { provider, requests } = writing([text, 'ok'])
    const first = await ask(provider, asking({ tools, key: 's/1' }))
    if (first.end.type === 'failure') throw new Error('no reply')
    const { reply } = first.end
    const ids = reply.parts.flatMap((part) => (part.type === 'call' ? [part.id] : []))
    const messages: Message[] = [
      { role: 'assistant', reply },
      ...ids.map((id): Message => ({
        role: 'tool',
        id,
        name: 'echo',
        content: [{ type: 'text', text: 'fine' }],
        failed: id === ids[1],
      })),
    ]
    await ask(provider, asking({ tools, messages }))
    expect(requests[1]!.messages).toEqual([
      { role: 'assistant', reply: expect.objectContaining({ parts: [{ type: 'text', text }] }) },
      {
        role: 'user',
        content: [
          { type: 'text', text: '[echo, call 1 of 2] answered:' },
          { type: 'text', text: 'fine' },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'text', text: '[echo, call 2 of 2] failed:' },
          { type: 'text', text: 'fine' },
        ],
      },
    ])
    expect(requests[1]!.tools).toEqual([])
    await ask(provider, asking({ tools, messages }))
    for (const [index, message] of requests[2]!.messages.entries()) {
      expect(message).toBe(requests[1]!.messages[index])
    }
  })

  it('of a model that had tools of its own reads as if it had written them', async () => {
    const { provider, requests } = writing(['ok'])
    const native: Message = {
      role: 'assistant',
      reply: { parts: [{ type: 'call', id: 'c', name: 'echo', input: '{"a":1}' }], stop: 'calls' },
    }
    await ask(provider, asking({ tools, messages: [native] }))
    expect(requests[0]!.messages[0]).toMatchObject({
      reply: { parts: [{ text: expect.stringContaining('{"tool": "echo", "args": {"a":1}}') }] },
    })
  })
})

it('arguments of any shape come as they were written (seed 29)', async () => {
  const random = randomFrom(29)
  for (let round = 0; round < 200; round++) {
    const args = { value: anything(random, 4) }
    const written = JSON.stringify({ tool: 'echo', args }, undefined, round % 3)
    const said = `So: ${written}\r\nThen.`
    const { end } = await ask(writing([said], 5).provider, asking({ tools }))
    if (end.type === 'failure') throw new Error(end.failure.message)
    const [before, made, after] = end.reply.parts
    expect([before, after]).toMatchObject([{ text: 'So: ' }, { text: '\r\nThen.' }])
    expect(made).toMatchObject({ type: 'call', opaque: { raw: written } })
    expect(JSON.parse(contents(end.reply)[1] ?? '')).toEqual(args)
  }
})

/** A value of JSON, with much in its strings that could be taken for something else. */
function anything(random: () => number, depth: number): unknown {
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]
  const words = ['}', '{"tool": "x"}', '"', '\\', '```\n', '</tool_call>', '🎉', '\u2028', '']
  const leaf = pick([null, true, -1.5e-7, 0, pick(words), `${pick(words)}${pick(words)}`])
  if (depth === 0 || random() < 0.3) return leaf
  const values = Array.from({ length: Math.floor(random() * 4) }, () => anything(random, depth - 1))
  if (random() < 0.5) return values
  return Object.fromEntries(values.map((value, index) => [`${pick(words)}${index}`, value]))
}

describe('in the loop', () => {
  const play = async (...texts: string[]) => driven(writing(texts))
  const driven = async ({ provider, requests }: ReturnType<typeof writing>) => {
    const world = await testWorld({ provider, tools: [echoTool], limits: { maxTurns: 9 } })
    await world.say('go')
    const end = await run(world.session, { host: world.host })
    const lastSaid = JSON.stringify(requests.at(-1)!.messages.slice(-1))
    return { end, requests, lastSaid }
  }

  it('calls run, and their results come back', async () => {
    const { end, lastSaid } = await play(`Go: ${call('echo', { text: 'hello' })}`, 'Done.')
    expect(end).toMatchObject({ reason: 'done' })
    expect(lastSaid).toContain('hello')
  })

  it('what is malformed does not run, and is answered with what is wrong', async () => {
    const { lastSaid } = await play('{"tool": "echo", "args": {"text": "a",}}', 'Done.')
    expect(lastSaid).toContain('was not run')
    expect(lastSaid).toMatch(/position|column/)
    expect(lastSaid).toContain('\\"tool\\": \\"echo\\"')
  })

  it('is told which line and column are wrong, also where the engine is not', async () => {
    const { lastSaid } = await play('{"tool": "echo",\n "args": {"text": a}}', 'Done.')
    expect(lastSaid).toContain('line 2, column 19')
  })

  it('a call that is malformed and of no tool is told both', async () => {
    const { lastSaid } = await play('{"tool": "ecko", "args": {"text": "a",}}', 'Done.')
    expect(lastSaid).toContain('was not run')
    expect(lastSaid).toContain('Did you mean echo?')
  })

  it('a call that the token limit cut is told so, and does not run', async () => {
    const { lastSaid } = await driven(
      writing(['{"tool": "echo", "args": {"text": "a', 'Done.'], 7, 'length'),
    )
    expect(lastSaid).toContain('was not run')
    expect(lastSaid).toContain('token limit')
  })

  it('arguments beside the tool are not taken for arguments', async () => {
    const { lastSaid } = await play('{"tool": "echo", "text": "a"}', 'Done.')
    expect(lastSaid).toContain('failed')
    expect(lastSaid).toContain('belong into')
  })

  it('a tool that is not there is answered with the one that was meant', async () => {
    const { lastSaid } = await play(call('ecko', { text: 'a' }), 'Done.')
    expect(lastSaid).toContain('Did you mean echo?')
  })
})
