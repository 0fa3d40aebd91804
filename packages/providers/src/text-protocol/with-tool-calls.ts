import type { Failure, ModelDelta, ModelEnd, ModelRequest, Provider } from '@harness/kernel'
import { writtenOf } from './call-part.ts'
import { textProtocol } from './text-protocol.ts'

/**
 * A provider whose models all call tools: by the wire's own means, or by JSON in their text where `toolCalls` of the model
 * says so. Where it says nothing the first is tried; an endpoint that refuses it is asked again in the other way, and what
 * was learned of a model is kept.
 */
export function withToolCalls(provider: Provider): Provider {
  const text = textProtocol(provider)
  /** How the models that were asked call tools. */
  const known = new Map<string, 'native' | 'text'>()
  return {
    name: provider.name,
    stream: (request, options) => {
      const { toolCalls, id } = request.model
      const mode = toolCalls ?? known.get(id) ?? (wroteCalls(request) ? 'text' : undefined)
      if (mode === 'text') return text.stream(request, options)
      if (mode === 'native' || request.tools.length === 0) return provider.stream(request, options)
      return tryBoth({
        native: () => provider.stream(request, options),
        text: () => text.stream(request, options),
        learn: (learned) => known.set(id, learned),
      })
    },
  }
}

/** Another process found out before: the conversation has calls in text, or a reply that might have had some. */
const wroteCalls = ({ messages }: ModelRequest): boolean =>
  messages.some(
    (message) =>
      message.role === 'assistant' &&
      (message.reply.endsBy !== undefined || message.reply.parts.some((part) => writtenOf(part))),
  )

type Stream = AsyncIterable<ModelDelta | ModelEnd>

interface Ways {
  native(): Stream
  text(): Stream
  learn(mode: 'native' | 'text'): void
}

async function* tryBoth({ native, text, learn }: Ways): AsyncGenerator<ModelDelta | ModelEnd> {
  let hasBegun = false
  let refusal: ModelEnd | undefined
  for await (const piece of native()) {
    if (piece.type === 'failure' && !hasBegun && mayRefuseTools(piece.failure)) refusal = piece
    else yield piece
    hasBegun = true
    if (piece.type === 'reply') learn('native')
  }
  if (!refusal) return
  let works = false
  for await (const piece of text()) {
    if (piece.type !== 'failure') {
      if (!works) learn('text')
      works = true
    }
    // What fails in both ways fails for another reason, and the first one told it.
    yield works || piece.type !== 'failure' ? piece : refusal
  }
}

/**
 * Servers say in prose that they know no tools, each in its own, with one of these; so they do of much else. The second
 * request tells.
 */
const mayRefuseTools = ({ code, status }: Failure): boolean =>
  (code === 'fatal' || code === 'retryable') && statuses.has(status ?? 0)

const statuses: ReadonlySet<number> = new Set([400, 404, 405, 422, 501])
