import type { Message } from '@harness/kernel'
import { ask, asking, failureFrom, loopback } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

import { folder, plain, recordings, told } from './__fixtures__/corpus.ts'
import { openaiProvider } from './openai-provider.ts'

const { gold, truths, loops, cassettes, errors } = recordings('openai-responses')

const provider = (url: string) => openaiProvider({ baseUrl: url, api: 'responses' })

/** A stream without its end is a failure here, whatever it said; so is one that the server calls failed. */
function expected({ text, reasoning, toolCalls, incomplete, usage, error }: any, isCut = false) {
  const failed = Boolean(error) || isCut
  return {
    text: text ?? '',
    reasoning: reasoning ?? '',
    calls: failed ? [] : toolCalls,
    stop: failed ? 'failed' : incomplete ? 'length' : toolCalls.length > 0 ? 'calls' : 'end',
    usage: failed ? false : usage ? usageOf(usage) : undefined,
  }
}

function usageOf(raw: any) {
  const read = raw.input_tokens_details?.cached_tokens
  const reasoned = raw.output_tokens_details?.reasoning_tokens
  return {
    inputTokens: raw.input_tokens,
    outputTokens: raw.output_tokens,
    ...(read !== undefined && { cacheReadTokens: read }),
    ...(reasoned !== undefined && { reasoningTokens: reasoned }),
  }
}

it.skipIf(!folder)('the recordings are there (skipped: no corpora)', () => {
  for (const list of [gold, truths, loops]) expect(list.length).toBeGreaterThan(0)
})

describe.skipIf(!folder)('recorded streams', () => {
  it.each(gold.map((row) => [row.id, row]))('%s is read as its truth says', async (_, row) => {
    const pieces = [row.sse.length * 4, 1, 7]
    await using server = await loopback(
      ...pieces.map((pieceBytes) => ({ body: row.sse, pieceBytes })),
    )
    const { deltas, end, exchanges } = await ask(provider(server.url))
    // xAI ends with an event that the official client does not know.
    const hasOwnEnd = row.sse.includes('"response.done"')
    const isCut = row.tags.includes('no-terminal-event') && !hasOwnEnd
    const { stop, usage, ...said } = expected(row.official, isCut)
    expect(told({ deltas, end })).toMatchObject(said)
    if (!hasOwnEnd) expect(told({ deltas, end })).toMatchObject({ stop, usage })
    expect(exchanges).toMatchObject([{ response: { status: 200 } }])
    expect(await ask(provider(server.url))).toMatchObject({ deltas, end })
    expect(await ask(provider(server.url))).toMatchObject({ deltas, end })
  })

  it.each(truths.map((truth) => [`${truth.id} #${truth.i}`, truth]))(
    '%s is read as the official client reads it',
    async (_, truth) => {
      const { body } = cassettes.get(truth.id).interactions[truth.i]
      await using server = await loopback({ body })
      expect(told(await ask(provider(server.url)))).toEqual(expected(truth))
    },
  )
})

describe.skipIf(!folder)('recorded loops', () => {
  it.each(loops.map((loop) => [loop.id, loop]))('%s is played to its end', async (_, loop) => {
    const { interactions } = cassettes.get(loop.id)
    await using server = await loopback(...interactions.map(({ body }: any) => ({ body })))
    const messages: Message[] = [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }]
    for (const [turn] of interactions.entries()) {
      const { end } = await ask(provider(server.url), asking({ messages }))
      if (end.type === 'failure') throw new Error(end.failure.message)
      const step = loop.steps[turn]
      if (!step) {
        expect(told({ deltas: [], end }).text).toBe(loop.finalText)
        continue
      }
      messages.push({ role: 'assistant', reply: end.reply })
      for (const part of end.reply.parts) {
        if (part.type !== 'call') continue
        const { id, name } = part
        const text = plain(step.toolResults[id])
        messages.push({ role: 'tool', id, name, content: [{ type: 'text', text }], failed: false })
      }
      await checkRequest({ messages, step, body: interactions[turn].body })
    }
  })
})

/** The next request carries the assistant's turn as it was streamed, and every result under its own id. */
async function checkRequest(given: { messages: Message[]; step: any; body: string }) {
  const { messages, step, body } = given
  await using server = await loopback({ status: 400, body: '{}' })
  await failureFrom(provider(server.url), asking({ messages }))
  const input: any[] = JSON.parse(server.requests[0]!.text).input
  const calls = input.filter(({ type }) => type === 'function_call').slice(-step.toolCalls.length)
  expect(calls.map(({ call_id: id, name, arguments: args }) => ({ id, name, args }))).toEqual(
    step.toolCalls,
  )
  const results = input.slice(-step.toolCalls.length)
  for (const { type, call_id: id, output } of results) {
    expect(type).toBe('function_call_output')
    expect(output).toBe(plain(step.toolResults[id]))
  }
  for (const { type, encrypted_content: encrypted } of input) {
    if (type === 'reasoning') expect(encrypted).toEqual(expect.any(String))
  }
  const said = /"encrypted_content":"/.test(body)
  if (said) expect(input.map(({ type }) => type)).toContain('reasoning')
}

describe.skipIf(!folder || errors.length === 0)('recorded errors', () => {
  const classes: Record<number, string> = { 400: 'fatal', 404: 'fatal', 429: 'retryable' }

  it.each(errors.map((error) => [error.id, error]))('%s is a typed failure', async (_, error) => {
    const headers = { 'content-type': error.contentType }
    await using server = await loopback({ status: error.status, headers, body: error.body })
    const failed = await failureFrom(provider(server.url))
    expect(failed).toMatchObject({ code: classes[error.status], status: error.status })
  })
})
