import assert from 'node:assert/strict'

import type { Failure } from '../../events/failure.ts'
import type { Reply } from '../../events/reply.ts'
import type { ModelDelta, ModelEnd, ModelRequest, Provider } from '../../ports/provider.ts'
import type { Exchange } from '../../transcript/exchange.ts'

/** A request that says nothing in particular, except for what is given. */
export const asking = (members: Partial<ModelRequest> = {}): ModelRequest => ({
  model: { provider: 'test', id: 'test-model' },
  system: '',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }],
  tools: [],
  key: 's-1/7',
  image: () => Promise.resolve(undefined),
  ...members,
})

/** What a stream brought, and what was recorded of it. */
export interface Asked {
  deltas: ModelDelta[]
  end: ModelEnd
  exchanges: Exchange[]
}

/** Runs a stream to its end, and checks that it has exactly one, which is last. */
export async function ask(
  provider: Provider,
  request: ModelRequest = asking(),
  signal: AbortSignal = new AbortController().signal,
): Promise<Asked> {
  const deltas: ModelDelta[] = []
  const exchanges: Exchange[] = []
  const ends: ModelEnd[] = []
  const record = (exchange: Exchange) => void exchanges.push(exchange)
  for await (const event of provider.stream(request, { signal, record })) {
    assert.equal(ends.length, 0, 'the end of a stream is last')
    if (event.type === 'reply' || event.type === 'failure') ends.push(event)
    else deltas.push(event)
  }
  const [end] = ends
  assert.ok(end, 'a stream has an end')
  return { deltas, end, exchanges }
}

/** The reply of a stream that must have one. */
export async function replyFrom(provider: Provider, request?: ModelRequest): Promise<Reply> {
  const { end } = await ask(provider, request)
  if (end.type === 'reply') return end.reply
  throw new assert.AssertionError({ message: `${end.failure.code}: ${end.failure.message}` })
}

/** The failure of a stream that must have one. */
export async function failureFrom(provider: Provider, request?: ModelRequest): Promise<Failure> {
  const { end } = await ask(provider, request)
  if (end.type === 'failure') return end.failure
  throw new assert.AssertionError({ message: `no failure: ${JSON.stringify(end.reply)}` })
}
