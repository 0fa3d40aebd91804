// A model of your own is a function: it is given the conversation, and yields pieces of its reply, then the whole of it.
//
//   node custom-provider.ts
import { contentText, type ModelRequest, type Provider, type Reply } from '@harness/kernel'
import { run, tool } from '@harness/sdk'
import { z } from 'zod'

/** It can do sums, and has no other talent. */
const calculator: Provider = {
  name: 'calculator',
  async *stream(request, { signal }) {
    const reply = answer(request)
    for (const [index, part] of reply.parts.entries()) {
      if (part.type !== 'text') continue
      // A model that takes its time listens to the signal.
      for (const text of part.text.split(/(?<= )/)) {
        signal.throwIfAborted()
        yield { type: 'text', index, text }
      }
    }
    yield { type: 'reply', reply }
  },
}

function answer({ messages }: ModelRequest): Reply {
  const usage = { inputTokens: messages.length, outputTokens: 1 }
  const last = messages.at(-1)
  if (last?.role === 'tool') {
    return {
      stop: 'end',
      parts: [{ type: 'text', text: `It is ${contentText(last.content)}.` }],
      usage,
    }
  }
  const numbers = last?.role === 'user' ? contentText(last.content).match(/\d+/g) : null
  const input = JSON.stringify({ numbers: (numbers ?? []).map(Number) })
  return { stop: 'calls', parts: [{ type: 'call', id: '1', name: 'add', input }], usage }
}

const add = tool('add', 'Adds numbers.', { numbers: z.array(z.number()) }, ({ numbers }) =>
  numbers.reduce((sum, number) => sum + number, 0),
)

const { text, model } = await run({
  prompt: 'What is 19 and 23?',
  options: {
    provider: calculator,
    tools: [add],
    store: 'memory',
    settingSources: [],
    contextChars: 0,
  },
})
console.log(`${model}: ${text}`)
