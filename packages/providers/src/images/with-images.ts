import type { Failure, Message, ModelRequest, Provider } from '@harness/kernel'
import { tryBoth } from '../try-both.ts'

/**
 * A provider whose models all stand images, whether they see them or not: an endpoint that refuses a request with images is
 * asked again with words in their places. What was learned of a model is kept; a conversation is never stuck at an image.
 */
export function withImages(provider: Provider): Provider {
  const blind = new Set<string>()
  const shown = new WeakMap<Message, Message>()
  const inWords = (request: ModelRequest): ModelRequest => ({
    ...request,
    messages: request.messages.map((message) => {
      if (!bearsImages(message)) return message
      const known = shown.get(message) ?? withoutImages(message)
      shown.set(message, known)
      return known
    }),
  })
  return {
    name: provider.name,
    stream: (request, options) => {
      if (!request.messages.some(bearsImages)) return provider.stream(request, options)
      if (blind.has(request.model.id)) return provider.stream(inWords(request), options)
      return tryBoth({
        first: () => provider.stream(request, options),
        second: () => provider.stream(inWords(request), options),
        mayRefuse: mayRefuseImages,
        learn: (way) => way === 'second' && blind.add(request.model.id),
      })
    },
  }
}

const bearsImages = (message: Message): boolean =>
  message.role !== 'assistant' && message.content.some(({ type }) => type === 'image')

function withoutImages(message: Message): Message {
  if (message.role === 'assistant') return message
  const content = message.content.map((part) =>
    part.type === 'image' ? { type: 'text' as const, text: unseen } : part,
  )
  return { ...message, content }
}

const unseen = '[an image, which this model cannot see]'

/** With one of these, and so with much else. */
const mayRefuseImages = ({ code, status }: Failure): boolean =>
  (code === 'fatal' || code === 'retryable') && statuses.has(status ?? 0)

const statuses: ReadonlySet<number> = new Set([400, 404, 405, 415, 422, 500, 501])
