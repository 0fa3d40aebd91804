import type { Message } from '@harness/kernel'
import { describe, expect, it } from 'vitest'

import { ask, asking, failureFrom } from '@harness/kernel/testing'
import { loopback } from '@harness/kernel/testing'
import { folder, plain, recordings, told } from './__fixtures__/corpus.ts'
import { openaiProvider } from './openai-provider.ts'

const { gold, truths, loops, cassettes, errors } = recordings('openai-chat')

const stops: Record<string, string> = {
  stop: 'end',
  end_turn: 'end',
  tool_calls: 'calls',
  function_call: 'calls',
  length: 'length',
}

function expected(truth: any) {
  const { text, reasoning, toolCalls, finish, usage, error } = truth
  return {
    text: text ?? '',
    reasoning: reasoning ?? '',
    calls: toolCalls,
    stop: error ? 'failed' : (stops[finish ?? 'stop'] ?? finish),
    usage: !error && usage ? usageOf(usage) : error ? false : undefined,
  }
}

function usageOf(raw: any) {
  const cached = raw.prompt_tokens_details?.cached_tokens ?? raw.prompt_cache_hit_tokens
  const written = raw.prompt_tokens_details?.cache_write_tokens ?? raw.cache_creation_input_tokens
  const reasoned = raw.completion_tokens_details?.reasoning_tokens ?? raw.reasoning_tokens
  return {
    inputTokens: raw.prompt_tokens,
    outputTokens: raw.completion_tokens,
    ...(cached !== undefined && { cacheReadTokens: cached }),
    ...(written !== undefined && { cacheWriteTokens: written }),
    ...(reasoned !== undefined && { reasoningTokens: reasoned }),
  }
}

async function serve(body: string) {
  await using server = await loopback({ body })
  return await ask(openaiProvider({ baseUrl: server.url, apiKey: 'k-123456' }))
}

it.skipIf(!folder)('the recordings are there (skipped: no corpora)', () => {
  for (const list of [gold, truths, loops, errors]) expect(list.length).toBeGreaterThan(0)
})

describe.skipIf(!folder)('recorded streams', () => {
  it.each(gold.map((row) => [row.id, row]))('%s is read as its truth says', async (_, row) => {
    const pieces = [row.sse.length * 4, 1, 7]
    await using server = await loopback(
      ...pieces.map((pieceBytes) => ({ body: row.sse, pieceBytes })),
    )
    const provider = openaiProvider({ baseUrl: server.url })
    const { deltas, end, exchanges } = await ask(provider)
    expect(told({ deltas, end })).toEqual(expected(row.official))
    expect(exchanges).toMatchObject([{ response: { body: row.sse, isWhole: true } }])
    expect(await ask(provider)).toMatchObject({ deltas, end })
    expect(await ask(provider)).toMatchObject({ deltas, end })
  })

  it.each(truths.map((truth) => [`${truth.id} #${truth.i}`, truth]))(
    '%s is read as the official client reads it',
    async (_, truth) => {
      const { body } = cassettes.get(truth.id).interactions[truth.i]
      expect(told(await serve(body))).toEqual(expected(truth))
    },
  )
})

describe.skipIf(!folder)('recorded loops', () => {
  it.each(loops.map((loop) => [loop.id, loop]))('%s is played to its end', async (_, loop) => {
    const { interactions } = cassettes.get(loop.id)
    await using server = await loopback(...interactions.map(({ body }: any) => ({ body })))
    const provider = openaiProvider({ baseUrl: server.url })
    const messages: Message[] = [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }]
    for (const [turn] of interactions.entries()) {
      const { end } = await ask(provider, asking({ messages }))
      if (end.type === 'failure') throw new Error(end.failure.message)
      const step = loop.steps[turn]
      const { reply } = end
      const calls = reply.parts.filter((part) => part.type === 'call')
      if (!step) {
        expect(told({ deltas: [], end }).text).toBe(loop.finalText)
        expect(reply.stop).toBe(stops[loop.finalFinish])
        continue
      }
      expect(calls.map(({ id, name, input }) => ({ id, name, args: input }))).toEqual(
        step.toolCalls,
      )
      messages.push({ role: 'assistant', reply })
      for (const { id, name } of calls) {
        const text = plain(step.toolResults[id])
        messages.push({ role: 'tool', id, name, content: [{ type: 'text', text }], failed: false })
      }
    }
    checkRequests(server.requests, loop)
  })
})

/** Each later request carries the assistant's turn unchanged and every result under its own id. */
function checkRequests(requests: any[], loop: any) {
  for (const [turn, step] of loop.steps.entries()) {
    const sent: any[] = JSON.parse(requests[turn + 1].text).messages
    const assistant = sent.filter(({ role }) => role === 'assistant')[turn]
    expect(assistant.content ?? '').toBe(step.text)
    const calls = assistant.tool_calls.map(({ id, type, function: made }: any) => {
      expect(type).toBe('function')
      return { id, name: made.name, args: made.arguments }
    })
    expect(calls).toEqual(step.toolCalls)
    const results = sent.filter(({ role }) => role === 'tool')
    for (const [id, result] of Object.entries(step.toolResults)) {
      expect(results.find(({ tool_call_id }) => tool_call_id === id).content).toBe(plain(result))
    }
  }
}

describe.skipIf(!folder)('recorded errors', () => {
  const classes: Record<number, string> = { 400: 'fatal', 404: 'fatal', 429: 'retryable' }

  it.each(errors.map((error) => [error.id, error]))('%s is a typed failure', async (_, error) => {
    const headers = { 'content-type': error.contentType }
    await using server = await loopback({ status: error.status, headers, body: error.body })
    const failed = await failureFrom(openaiProvider({ baseUrl: server.url }))
    expect(failed).toMatchObject({ code: classes[error.status], status: error.status })
    expect(failed.message).toContain(JSON.parse(error.body).error.message.slice(0, 40))
  })
})
