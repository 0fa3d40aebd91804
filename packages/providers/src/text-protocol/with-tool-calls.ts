import type { Failure, ModelRequest, Provider } from '@harness/kernel'
import { tryBoth } from '../try-both.ts'
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
        first: () => provider.stream(request, options),
        second: () => text.stream(request, options),
        mayRefuse: mayRefuseTools,
        learn: (way) => known.set(id, way === 'first' ? 'native' : 'text'),
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

/** Servers that know no tools say so with one of these; so they do of much else. */
const mayRefuseTools = ({ code, status }: Failure): boolean =>
  (code === 'fatal' || code === 'retryable') && statuses.has(status ?? 0)

const statuses: ReadonlySet<number> = new Set([400, 404, 405, 422, 501])
