import type { Message } from '@harness/kernel'
import { ask, asking, failureFrom, loopback } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

import { expected, expectedCalls, folder, rows, stops, told } from './__fixtures__/corpus.ts'
import { anthropicProvider } from './anthropic-provider.ts'

const cases = rows('provider-streams/cases.jsonl')
const gold = cases.filter(({ confidence }) => confidence === 'gold')
const others = cases.filter(
  (row) => row.confidence !== 'gold' && (row.vercel || !row.official.error),
)
const cassettes = new Map(rows('provider-cassettes/cassettes.jsonl').map((row) => [row.id, row]))
const truths = rows('provider-cassettes/truth.jsonl')
const loops = rows('provider-cassettes/loops.jsonl')
const errors = [...cassettes.values()].flatMap(({ id, interactions }) =>
  interactions.filter(({ status }: any) => status >= 400).map((each: any) => ({ id, ...each })),
)

it.skipIf(!folder)('the recordings are there (skipped: no corpora)', () => {
  for (const list of [gold, others, truths, loops, errors]) expect(list.length).toBeGreaterThan(0)
})

describe.skipIf(!folder)('recorded streams', () => {
  it.each(gold.map((row) => [row.id, row]))('%s is read as its truth says', async (_, row) => {
    const pieces = [row.sse.length * 4, 1, 7]
    await using server = await loopback(
      ...pieces.map((pieceBytes) => ({ body: row.sse, pieceBytes })),
    )
    const provider = anthropicProvider({ baseUrl: server.url })
    const { deltas, end, exchanges } = await ask(provider)
    expect(told({ deltas, end })).toEqual(expected(row.official))
    expect(exchanges).toMatchObject([{ response: { body: row.sse } }])
    expect(await ask(provider)).toMatchObject({ deltas, end })
    expect(await ask(provider)).toMatchObject({ deltas, end })
  })

  // Where the official client has a message of it, that is what the server said; elsewhere it is stricter than servers are.
  it.each(others.map((row) => [row.id, row]))(
    '%s, which parsers read differently, is read as the one that tells more',
    async (_, row) => {
      await using server = await loopback({ body: row.sse })
      const { text, calls, stop } = told(await ask(anthropicProvider({ baseUrl: server.url })))
      const truth = row.official.error ? row.vercel : row.official
      const isBroken = /"type":"error"/.test(row.sse)
      expect(text).toBe(truth.text)
      expect(calls).toEqual(isBroken ? [] : expectedCalls(truth))
      expect(stop).toBe(isBroken ? 'failed' : calls.length > 0 ? 'calls' : 'end')
    },
  )

  it.each(truths.map((truth) => [`${truth.id} #${truth.i}`, truth]))(
    '%s is read as the official client reads it',
    async (_, truth) => {
      const { body } = cassettes.get(truth.id).interactions[truth.i]
      await using server = await loopback({ body })
      expect(told(await ask(anthropicProvider({ baseUrl: server.url })))).toEqual(expected(truth))
    },
  )
})

describe.skipIf(!folder)('recorded loops', () => {
  it.each(loops.map((loop) => [loop.id, loop]))('%s is played to its end', async (_, loop) => {
    const { interactions } = cassettes.get(loop.id)
    await using server = await loopback(...interactions.map(({ body }: any) => ({ body })))
    const provider = anthropicProvider({ baseUrl: server.url })
    const messages: Message[] = [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }]
    for (const [turn] of interactions.entries()) {
      const { end } = await ask(provider, asking({ messages }))
      if (end.type === 'failure') throw new Error(end.failure.message)
      const { reply } = end
      const step = loop.steps[turn]
      if (!step) {
        expect(told({ deltas: [], end }).text).toBe(loop.finalText)
        expect(reply.stop).toBe(stops[loop.finalFinish])
        continue
      }
      const calls = reply.parts.filter((part) => part.type === 'call')
      messages.push({ role: 'assistant', reply })
      for (const { id, name } of calls) {
        const text = plain(step.toolResults[id])
        messages.push({ role: 'tool', id, name, content: [{ type: 'text', text }], failed: false })
      }
      const { reasoning } = truths.find(({ id, i }) => id === loop.id && i === turn)
      await checkRequest({ messages, step, reasoning, body: interactions[turn].body })
    }
  })
})

const plain = (result: unknown): string =>
  typeof result === 'string' ? result : (result as any[]).map(({ text }) => text).join('\n')

/** The next request carries the assistant's turn as it was streamed, and every result under its own id. */
async function checkRequest({
  messages,
  step,
  reasoning,
  body,
}: {
  messages: Message[]
  step: any
  reasoning: string
  body: string
}) {
  await using server = await loopback({ status: 400, body: '{}' })
  await failureFrom(anthropicProvider({ baseUrl: server.url }), asking({ messages }))
  const sent: any[] = JSON.parse(server.requests[0]!.text).messages
  const [assistant, results] = sent.slice(-2)
  const blocks = (type: string): any[] =>
    assistant.content.filter((block: any) => block.type === type)
  expect(
    blocks('text')
      .map(({ text }) => text)
      .join(''),
  ).toBe(step.text)
  expect(blocks('tool_use').map(({ id, name, input }) => ({ id, name, args: input }))).toEqual(
    step.toolCalls.map((call: any) => ({ ...call, args: JSON.parse(call.args || '{}') })),
  )
  const thoughts = blocks('thinking')
  for (const { thinking, signature } of thoughts) {
    expect(thinking).not.toBe('')
    expect(body).toContain(signature)
  }
  expect(thoughts.map(({ thinking }) => thinking).join('')).toBe(reasoning)
  expect(
    Object.fromEntries(
      results.content.map(({ tool_use_id, content = '' }: any) => [tool_use_id, content]),
    ),
  ).toEqual(
    Object.fromEntries(Object.entries(step.toolResults).map(([id, result]) => [id, plain(result)])),
  )
}

describe.skipIf(!folder)('recorded errors', () => {
  const classes: Record<number, string> = { 400: 'fatal', 404: 'fatal', 429: 'retryable' }

  it.each(errors.map((error) => [error.id, error]))('%s is a typed failure', async (_, error) => {
    const headers = { 'content-type': error.contentType }
    await using server = await loopback({ status: error.status, headers, body: error.body })
    const failed = await failureFrom(anthropicProvider({ baseUrl: server.url }))
    expect(failed).toMatchObject({ code: classes[error.status], status: error.status })
  })
})
