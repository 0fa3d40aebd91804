// The kernel alone: a model, a tool and a policy of your own, and sessions in files. It knows nothing of coding.
//
//   node kernel-in-node.ts
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  configure,
  contentText,
  defaultLimits,
  defineTool,
  done,
  openSession,
  run,
  textContent,
  type Host,
  type Provider,
} from '@harness/kernel'
import { fileSessions, newSessionId, systemRuntime } from '@harness/kernel/node'
import { z } from 'zod'

const orders = new Map([['A7', 'on its way']])

const lookUp = defineTool({
  name: 'look_up',
  description: 'Tells how an order stands.',
  input: z.object({ order: z.string() }),
  effect: 'pure',
  run: async ({ order }) => done(orders.get(order) ?? 'There is no such order.'),
})

const provider: Provider = {
  name: 'desk',
  async *stream({ messages }) {
    const last = messages.at(-1)
    if (last?.role === 'tool') {
      const text = `Your order is ${contentText(last.content)}.`
      yield { type: 'reply', reply: { stop: 'end', parts: [{ type: 'text', text }] } }
    } else {
      const input = '{"order":"A7"}'
      const call = { type: 'call' as const, id: '1', name: 'look_up', input }
      yield { type: 'reply', reply: { stop: 'calls', parts: [call] } }
    }
  },
}

const host: Host = {
  runtime: systemRuntime,
  tools: [lookUp],
  policy: {
    decide: ({ tool }) => ({ decision: tool === 'look_up' ? 'allow' : 'deny', rule: 'the desk' }),
  },
  provider: async () => provider,
}

const home = await mkdtemp(join(tmpdir(), 'kernel-in-node-'))
const store = await fileSessions({ home }).create(newSessionId())
const session = await openSession(store, { runtime: systemRuntime })
await session.append([{ type: 'session.created', data: { session: session.id } }])
await configure(session, {
  model: { provider: 'desk', id: 'one' },
  system: 'You answer customers.',
  tools: host.tools,
  permissions: { mode: 'ask', rules: [], person: false },
  limits: defaultLimits,
})
const content = textContent('Where is my order A7?')
await session.append([{ type: 'input.received', data: { from: 'person', mode: 'steer', content } }])

const end = await run(session, { host })
console.log(end.kind === 'finished' ? end.reason : end.kind)
for await (const { seq, type } of store.events.read(1)) console.log(seq, type)
await store.close()
await rm(home, { recursive: true })
