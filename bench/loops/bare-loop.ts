// The least that drives a model with a tool: no log, no types, no retries, no limits but the number of turns.
import type { Post } from './post.ts'
import { readChunks } from './read-chunks.ts'
import { prompt, readLines, systemPrompt } from './task.ts'

export interface BareLoop {
  url: string
  model: string
  turns: number
  /** As the wire has them. */
  tools: readonly object[]
  /** Called before every request. */
  onTurn?(turn: number): void
}

export async function bareLoop(post: Post, loop: BareLoop): Promise<void> {
  const { url, model, tools } = loop
  const messages: object[] = [
    { role: 'system', content: systemPrompt },
    { role: 'user', content: prompt },
  ]
  for (let turn = 0; turn < loop.turns; turn++) {
    loop.onTurn?.(turn)
    const body = {
      model,
      messages,
      ...(tools.length > 0 && { tools }),
      stream: true,
      stream_options: { include_usage: true },
    }
    const { text, calls } = await replyOf(
      await post(`${url}/chat/completions`, JSON.stringify(body)),
    )
    messages.push({
      role: 'assistant',
      content: text || null,
      ...(calls.length > 0 && { tool_calls: calls }),
    })
    for (const call of calls) {
      const content = readLines(JSON.parse(call.function.arguments))
      messages.push({ role: 'tool', tool_call_id: call.id, content })
    }
  }
}

interface Call {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

async function replyOf(bytes: AsyncIterable<Uint8Array>): Promise<{ text: string; calls: Call[] }> {
  let text = ''
  const calls: Call[] = []
  for await (const { choices } of readChunks(bytes)) {
    const delta = choices[0]?.delta
    text += delta?.content ?? ''
    for (const piece of delta?.tool_calls ?? []) {
      const { name = '', arguments: input } = piece.function
      const call = (calls[piece.index] ??= {
        id: piece.id ?? '',
        type: 'function',
        function: { name, arguments: '' },
      })
      call.function.arguments += input
    }
  }
  return { text, calls }
}
