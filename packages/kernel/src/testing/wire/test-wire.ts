import assert from 'node:assert/strict'

import type { FailureCode } from '../../events/failure.ts'
import type { ReplyPart } from '../../events/reply.ts'
import type { Provider } from '../../ports/provider.ts'
import type { ContractSuite } from '../contract-suite.ts'
import { ask, failureFrom, replyFrom } from './ask.ts'
import { loopback, type LoopbackAnswer } from './loopback.ts'

/** What tells one wire from another in a test. */
export interface WireStage {
  /** A provider of an endpoint. */
  provider(baseUrl: string, options?: { stallMs: number }): Provider
  /** The events of an answer of these parts, each as the text that is sent, with the empty line that ends it. */
  events(parts: readonly ReplyPart[]): readonly string[]
  /** The event of an error that passes, in the middle of an answer. */
  error: string
}

const parts: ReplyPart[] = [
  { type: 'text', text: 'Grüße — 🎉.' },
  { type: 'call', id: 'call_a', name: 'read', input: '{"path": "ü.txt"}' },
]

const statuses: readonly [number, FailureCode][] = [
  [400, 'fatal'],
  [401, 'auth'],
  [404, 'fatal'],
  [413, 'overflow'],
  [429, 'retryable'],
  [500, 'retryable'],
  [529, 'retryable'],
]

/**
 * What every wire of server-sent events stands: answers that are cut, split and dressed in every way that the format
 * allows, servers that lie, hang and flood. The whole answer or a typed failure; never a part of it taken for all.
 */
export function testWire(name: string, stage: WireStage, { test }: ContractSuite): void {
  const check = (title: string, body: () => Promise<void>) => test(`${name}: ${title}`, body)
  const { events } = stage
  const body = events(parts).join('')

  check('an answer cut at every event is whole or a failure', async () => {
    const all = events(parts)
    const cuts = all.map((_, length) => all.slice(0, length).join(''))
    await checkCuts(
      stage,
      cuts.map((cut) => ({ body: cut, after: 'drop' })),
    )
  })
  check('an answer cut at every byte is whole or a failure', async () => {
    const bytes = Buffer.from(body)
    await checkCuts(
      stage,
      Array.from(bytes, (_, length) => ({ body: bytes.subarray(0, length) })),
    )
  })
  check('an answer split at every byte is the same', async () => {
    const whole = await wholeOf(stage)
    await using server = await loopback(
      ...Array.from({ length: Buffer.byteLength(body) - 1 }, (_, at) => ({
        body,
        splitAt: at + 1,
      })),
    )
    const provider = stage.provider(server.url)
    for (let at = 1; at < Buffer.byteLength(body); at++) {
      assert.deepEqual(await replyFrom(provider), whole, `split at ${at}`)
    }
  })
  const dressed = {
    'lines that end in CRLF': body.replaceAll('\n', '\r\n'),
    'lines that end in CR': body.replaceAll('\n', '\r'),
    'a byte order mark': `\uFEFF${body}`,
    'comments and ids between events': body.replaceAll('\n\n', '\nid: 7\nretry: 9\n\n: ping\n\n'),
    'events of another kind': `event: ping\ndata: {"type": "ping"}\n\n${body}`,
  }
  for (const [what, text] of Object.entries(dressed)) {
    check(`an answer with ${what} is the same`, async () => {
      await using server = await loopback({ body: text })
      assert.deepEqual(await replyFrom(stage.provider(server.url)), await wholeOf(stage))
    })
  }
  check('an event that is no JSON is a failure, and its neighbours are no answer', async () => {
    for (const garbage of ['data: {"a":\n\n', 'data: <html>\n\n']) {
      const [first = '', ...rest] = events(parts)
      await checkFailure(stage, { body: first + garbage + rest.join('') }, 'truncated')
    }
  })
  check('an error in the middle of an answer is a failure', async () => {
    const [first = ''] = events(parts)
    await checkFailure(stage, { body: first + stage.error }, 'retryable')
  })
  for (const [status, code] of statuses) {
    check(`an answer of ${status} is ${code}, whatever page comes with it`, async () => {
      for (const page of ['', '<html>no</html>', '{"error":{"message":"no"}}', '[1', '"\ud83d']) {
        await checkFailure(stage, { status, body: page }, code)
      }
    })
  }
  check('a page that floods is read no further than it is needed', async () => {
    await checkFailure(stage, { status: 500, body: 'x'.repeat(20_000_000) }, 'retryable')
  })
  check('a server that stops talking is a failure that passes', async () => {
    const [first = ''] = events(parts)
    await using server = await loopback({ body: first, after: 'hold' })
    const failure = await failureFrom(stage.provider(server.url, { stallMs: 60 }))
    assert.equal(failure.code, 'retryable')
  })
  check('a server that keeps the connection after its answer keeps nobody waiting', async () => {
    await using server = await loopback({ body, after: 'hold' })
    assert.deepEqual(await replyFrom(stage.provider(server.url)), await wholeOf(stage))
  })
  check('a line of ten megabytes is a line', async () => {
    const long: ReplyPart[] = [{ type: 'text', text: 'x'.repeat(10_000_000) }]
    await using server = await loopback({ body: events(long).join('') })
    const { parts: told } = await replyFrom(stage.provider(server.url))
    assert.equal(told[0]?.type === 'text' && told[0].text.length, 10_000_000)
  })
  check('what went over the wire is recorded, and the key is not', async () => {
    await using server = await loopback({ body })
    const { exchanges } = await ask(stage.provider(server.url))
    const [exchange] = exchanges
    assert.equal(exchanges.length, 1)
    assert.equal(exchange?.request.body, server.requests[0]?.text)
    assert.equal(exchange?.response?.body, body)
    assert.equal(exchange?.response?.isWhole, true)
    assert.doesNotMatch(JSON.stringify(exchange?.request.headers), /authorization|api-key/i)
  })
  check('a call that came to nothing is recorded too', async () => {
    await using server = await loopback({ status: 500, body: 'no' })
    const refused = await ask(stage.provider(server.url))
    assert.equal(refused.exchanges[0]?.response?.body, 'no')
    await server.close()
    const alone = await ask(stage.provider(server.url))
    assert.equal(alone.exchanges[0]?.broken, 'ECONNREFUSED')
  })
}

async function wholeOf(stage: WireStage) {
  await using server = await loopback({ body: stage.events(parts).join('') })
  return await replyFrom(stage.provider(server.url))
}

async function checkCuts(stage: WireStage, answers: readonly LoopbackAnswer[]): Promise<void> {
  const whole = await wholeOf(stage)
  await using server = await loopback(...answers)
  const provider = stage.provider(server.url)
  for (const _ of answers) {
    const { end } = await ask(provider)
    if (end.type === 'reply') assert.deepEqual(end.reply.parts, whole.parts)
  }
}

async function checkFailure(stage: WireStage, answer: LoopbackAnswer, code: FailureCode) {
  await using server = await loopback({
    headers: { 'content-type': 'text/event-stream' },
    ...answer,
  })
  const failure = await failureFrom(stage.provider(server.url))
  assert.equal(failure.code, code, failure.message)
}
