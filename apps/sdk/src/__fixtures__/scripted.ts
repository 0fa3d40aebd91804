import {
  defineTool,
  textContent,
  type ModelEnd,
  type ModelRequest,
  type Provider,
} from '@harness/kernel'
import { z } from 'zod'

type Answer = (
  request: ModelRequest,
  turn: number,
  signal: AbortSignal,
) => ModelEnd | Promise<ModelEnd>

/** A model that answers by a function; its text is streamed word by word. */
export function scripted(answer: Answer): Provider {
  let turn = 0
  return {
    name: 'scripted',
    async *stream(request, { signal }) {
      const end = await answer(request, turn++, signal)
      signal.throwIfAborted()
      if (end.type === 'reply') {
        for (const [index, part] of end.reply.parts.entries()) {
          if (part.type !== 'text') continue
          for (const text of part.text.match(/\S+\s*/g) ?? []) yield { type: 'text', index, text }
        }
      }
      yield end
    },
  }
}

export function says(
  text: string,
  calls: readonly [tool: string, input: unknown][] = [],
): ModelEnd {
  return {
    type: 'reply',
    reply: {
      parts: [
        ...(text === '' ? [] : [{ type: 'text' as const, text }]),
        ...calls.map(([name, input], index) => ({
          type: 'call' as const,
          id: `call_${index}`,
          name,
          input: JSON.stringify(input),
        })),
      ],
      stop: calls.length > 0 ? 'calls' : 'end',
      usage: { inputTokens: 10, outputTokens: 5 },
    },
  }
}

/** Changes nothing, and counts as an edit: it is asked about. */
export const poke = defineTool({
  name: 'poke',
  description: 'Pokes.',
  input: z.object({ path: z.string() }),
  effect: 'other',
  prepare: async ({ path }) => ({
    kind: 'ready',
    prepared: { effect: 'other', access: 'edit', target: path, preview: `poke ${path}` },
  }),
  run: async ({ path }) => ({ kind: 'done', content: textContent(`poked ${path}`) }),
})
