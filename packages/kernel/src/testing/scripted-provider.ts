import type { ModelEnd, ModelRequest, Provider, Reply, ReplyPart } from '../index.ts'

/** A model for tests: answers each request by what the function says of it. Text is streamed in two pieces. */
export function scriptedProvider(
  answer: (request: ModelRequest, turn: number) => ModelEnd | Promise<ModelEnd>,
): Provider {
  let turn = 0
  return {
    name: 'scripted',
    async *stream(request, { signal }) {
      const end = await answer(request, turn++)
      signal.throwIfAborted()
      if (end.type === 'reply') {
        for (const [index, part] of end.reply.parts.entries()) {
          if (part.type !== 'text') continue
          const middle = Math.floor(part.text.length / 2)
          yield { type: 'text', index, text: part.text.slice(0, middle) }
          yield { type: 'text', index, text: part.text.slice(middle) }
        }
      }
      yield end
    },
  }
}

/** A reply of a text and calls, each `[tool, input]`. Ids count from the reply's first call. */
export function reply(
  text: string,
  calls: readonly [tool: string, input: unknown][] = [],
): ModelEnd {
  const parts: ReplyPart[] = text === '' ? [] : [{ type: 'text', text }]
  for (const [index, [name, input]] of calls.entries()) {
    parts.push({ type: 'call', id: `call_${index}`, name, input: JSON.stringify(input) })
  }
  const made: Reply = {
    parts,
    stop: calls.length > 0 ? 'calls' : 'end',
    usage: { inputTokens: 10, outputTokens: 5 },
  }
  return { type: 'reply', reply: made }
}
