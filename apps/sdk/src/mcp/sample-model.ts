import {
  estimateTokens,
  messageTokens,
  replyText,
  type Message,
  type ModelEnd,
  type Usage,
} from '@harness/kernel'
import type { McpHost, McpSampleRequest } from '@harness/mcp'
import type { Talking } from '../setup/talking-to.ts'

export interface Sampling {
  talking: Talking
  /** Told what each answer took. */
  spent(server: string, usage: Usage): void
  /** Names one request for ever. */
  keyOf(server: string): string
}

/** Tokens; a server asks for as many as it likes. */
const mostTokens = 8192

/** Characters, and bytes of images, of one request: what is asked costs as what is answered does. */
const mostText = 200_000
const mostImages = 4 * 1024 * 1024

/** Lets servers ask the model of the run: alone, without its conversation, its prompt and its tools. */
export function sampleModel({ talking, spent, keyOf }: Sampling): NonNullable<McpHost['sample']> {
  return async (request, { signal }) => {
    const { model } = talking
    if (isTooLong(request)) throw new Error('It asks more than fits.')
    const provider = await talking.provider(model)
    const images = new Map<string, Uint8Array>()
    const { reasoningEffort: _, ...plain } = model
    const bound = Math.min(request.maxTokens, mostTokens, model.maxOutputTokens ?? Infinity)
    const asked = {
      model: { ...plain, maxOutputTokens: bound },
      system: request.system ?? '',
      messages: request.messages.map((message) => messageOf(message, images)),
      tools: [],
      key: keyOf(request.server),
      image: async (artifact: string) => images.get(artifact),
    }
    let end: ModelEnd | undefined
    for await (const piece of provider.stream(asked, { signal })) {
      if (piece.type === 'reply' || piece.type === 'failure') end = piece
    }
    if (end?.type !== 'reply') throw new Error(end?.failure.message ?? 'no answer')
    const { reply } = end
    const text = replyText(reply)
    spent(request.server, reply.usage ?? guessed(asked, text))
    return {
      model: reply.model ?? model.id,
      text,
      stopReason: reply.stop === 'length' ? 'maxTokens' : 'endTurn',
    }
  }
}

/** What a provider that does not count it took, roughly: a bound on the run's tokens holds with it too. */
const guessed = (asked: { system: string; messages: readonly Message[] }, text: string): Usage => ({
  inputTokens: asked.messages.reduce(
    (sum, message) => sum + messageTokens(message),
    estimateTokens(asked.system),
  ),
  outputTokens: estimateTokens(text),
})

function isTooLong({ system = '', messages }: McpSampleRequest): boolean {
  const parts = messages.flatMap(({ content }) => content)
  const texts = parts.map((part) => (part.type === 'text' ? part.text.length : 0))
  const images = parts.map((part) => (part.type === 'image' ? part.data.length : 0))
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
  return system.length + sum(texts) > mostText || sum(images) > mostImages
}

function messageOf(
  { role, content }: McpSampleRequest['messages'][number],
  images: Map<string, Uint8Array>,
): Message {
  if (role === 'assistant') {
    const parts = content.flatMap((part) => (part.type === 'text' ? [part] : []))
    return { role, reply: { parts, stop: 'end' } }
  }
  return {
    role,
    content: content.map((part) => {
      if (part.type === 'text') return part
      const artifact = `sample-${images.size}`
      images.set(artifact, part.data)
      return { type: 'image', mediaType: part.mediaType, artifact }
    }),
  }
}
