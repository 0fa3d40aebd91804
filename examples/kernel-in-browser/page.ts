// The kernel alone, where there is no Node: sessions in memory, and the clock and the chance of a page.
//
// See bundle.ts, which makes one file of it, and runs that.
import {
  configure,
  contentText,
  defaultLimits,
  defineTool,
  done,
  memorySessions,
  messagesOf,
  openSession,
  replyText,
  run,
  textContent,
  type Host,
  type Provider,
  type Runtime,
} from '@harness/kernel'
import { z } from 'zod'

const runtime: Runtime = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const timer = setTimeout(resolve, ms)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    }),
}

const weather = defineTool({
  name: 'weather',
  description: 'Tells the weather of a town.',
  input: z.object({ town: z.string() }),
  effect: 'pure',
  run: async ({ town }) => done(`sunny in ${town}`),
})

/** In a product: `fetch` to a server of yours, which holds the key. */
const provider: Provider = {
  name: 'parrot',
  async *stream({ messages }) {
    const last = messages.at(-1)
    if (last?.role === 'tool') {
      const text = `I hear: ${contentText(last.content)}.`
      yield { type: 'reply', reply: { stop: 'end', parts: [{ type: 'text', text }] } }
    } else {
      const town = last?.role === 'user' ? contentText(last.content) : ''
      const input = JSON.stringify({ town })
      const call = { type: 'call' as const, id: '1', name: 'weather', input }
      yield { type: 'reply', reply: { stop: 'calls', parts: [call] } }
    }
  },
}

const host: Host = {
  runtime,
  tools: [weather],
  policy: { decide: () => ({ decision: 'allow', rule: 'everything is allowed here' }) },
  provider: async () => provider,
}

/** What the agent says of a town. */
export async function ask(town: string): Promise<string> {
  const store = await memorySessions().create('page')
  const session = await openSession(store, { runtime })
  await session.append([{ type: 'session.created', data: { session: session.id } }])
  await configure(session, {
    model: { provider: 'parrot', id: 'one' },
    system: 'Tell the weather.',
    tools: host.tools,
    permissions: { mode: 'ask', rules: [], person: false },
    limits: defaultLimits,
  })
  const content = textContent(town)
  await session.append([
    { type: 'input.received', data: { from: 'person', mode: 'steer', content } },
  ])
  await run(session, { host })
  const last = messagesOf(await session.conversation()).at(-1)
  await store.close()
  return last?.role === 'assistant' ? replyText(last.reply) : 'It said nothing.'
}
