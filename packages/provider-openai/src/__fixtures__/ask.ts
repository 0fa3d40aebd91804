import type { ModelDelta, ModelEnd, ModelRequest, Provider } from '@harness/kernel'

/** A request that says nothing in particular. */
export const asking = (members: Partial<ModelRequest> = {}): ModelRequest => ({
  model: { provider: 'openai', id: 'test-model' },
  system: '',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }],
  tools: [],
  key: 's-1/7',
  image: () => Promise.resolve(undefined),
  ...members,
})

/** Runs a stream to its end. */
export async function ask(
  provider: Provider,
  request: ModelRequest = asking(),
  signal: AbortSignal = new AbortController().signal,
): Promise<{ deltas: ModelDelta[]; end: ModelEnd }> {
  const deltas: ModelDelta[] = []
  let end: ModelEnd | undefined
  for await (const event of provider.stream(request, { signal })) {
    if (event.type === 'reply' || event.type === 'failure') end = event
    else deltas.push(event)
  }
  return { deltas, end: end! }
}

/** The reply of a stream that has one. */
export async function reply(provider: Provider, request?: ModelRequest) {
  const { end } = await ask(provider, request)
  if (end.type === 'failure') throw new Error(`${end.failure.code}: ${end.failure.message}`)
  return end.reply
}

/** The failure of a stream that has one. */
export async function failure(provider: Provider, request?: ModelRequest) {
  const { end } = await ask(provider, request)
  if (end.type === 'reply') throw new Error(JSON.stringify(end.reply))
  return end.failure
}
