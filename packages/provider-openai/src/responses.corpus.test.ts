import type { Message, ModelDelta } from '@harness/kernel'
import { ask, asking, failureFrom, loopback } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

import { folder, plain, recordings, told } from './__fixtures__/corpus.ts'
import { openaiProvider } from './openai-provider.ts'

const { gold, others, truths, loops, cassettes, errors } = recordings('openai-responses')

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
  const written = raw.input_tokens_details?.cache_write_tokens
  const reasoned = raw.output_tokens_details?.reasoning_tokens
  return {
    inputTokens: raw.input_tokens,
    outputTokens: raw.output_tokens,
    ...(read !== undefined && { cacheReadTokens: read }),
    ...(written !== undefined && { cacheWriteTokens: written }),
    ...(reasoned !== undefined && { reasoningTokens: reasoned }),
  }
}

/** Recordings that were shortened by hand in some events and not in others. */
const contradicting = ['inline-3a9e18b0', 'openai-shell-container.1']

const nameAndInput = ({ name, args }: any) => ({ name, input: args })

/** The calls that the deltas tell of. */
function callsIn(deltas: ModelDelta[]) {
  const calls = new Map<number, { name: string | undefined; input: string }>()
  for (const delta of deltas) {
    if (delta.type !== 'call') continue
    const known = calls.get(delta.index)
    if (known) known.input += delta.input
    else calls.set(delta.index, { name: delta.name, input: delta.input })
  }
  return [...calls.values()]
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
    // The event alone says it too, without a reason, which is all that the official client keeps.
    const incomplete = row.sse.includes('"response.incomplete"')
    const { stop, usage, ...said } = expected({ ...row.official, incomplete }, isCut)
    expect(told({ deltas, end })).toMatchObject(hasOwnEnd ? said : { ...said, stop, usage })
    // A failure has no calls; that whole ones were read all the same is seen by the deltas.
    const whole = row.official.toolCalls.map(nameAndInput)
    if (isCut) expect(callsIn(deltas)).toEqual(expect.arrayContaining(whole))
    expect(exchanges).toMatchObject([{ response: { status: 200 } }])
    expect(await ask(provider(server.url))).toMatchObject({ deltas, end })
    expect(await ask(provider(server.url))).toMatchObject({ deltas, end })
  })

  it.each(others.map((row) => [row.id, row]))(
    '%s is read as the official client reads it, other readers do not',
    async (id, row) => {
      await using server = await loopback({ body: row.sse })
      const { text, ...said } = told(await ask(provider(server.url)))
      const { toolCalls: calls, reasoning, ...official } = row.official
      expect(said).toMatchObject({ calls, reasoning })
      // What was told in pieces stands, where the whole says something else.
      if (!contradicting.some((name) => id.endsWith(name))) expect(text).toBe(official.text)
    },
  )

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
  const results = Object.entries(step.toolResults).map(([id, result]) => ({
    type: 'function_call_output',
    call_id: id,
    output: plain(result),
  }))
  const turn = finishedItems(body)
  expect(turn.filter(({ type }) => type === 'function_call')).toHaveLength(results.length)
  const sent = input.slice(-turn.length - results.length)
  expect(sent.slice(0, turn.length)).toEqual(turn)
  expect(sent.slice(turn.length)).toEqual(expect.arrayContaining(results))
}

/** The items of a stream, without what the server does not want back. */
function finishedItems(body: string): any[] {
  const lines = body.split('\n').filter((line) => line.startsWith('data: {'))
  return lines.flatMap((line) => {
    const { type, item } = JSON.parse(line.slice('data: '.length))
    if (type !== 'response.output_item.done') return []
    const { id, status: _, ...rest } = item
    if (rest.type === 'function_call') return [rest]
    if (rest.type === 'reasoning') {
      const { content = [], ...sealed } = rest
      const isOpen = content.length > 0
      if (!isOpen && !sealed.encrypted_content) return []
      return [{ id, ...sealed, ...(isOpen && { content }) }]
    }
    const content = [{ type: 'output_text', text: plain(rest.content), annotations: [] }]
    return [{ ...rest, content }]
  })
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
