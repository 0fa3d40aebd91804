import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configure, openSession, run, defaultLimits } from '../../packages/kernel/dist/index.js'
import { fileSessions, systemRuntime as runtime } from '../../packages/kernel/dist/node/index.js'

/** A subject whose model answers at once: a session of the kernel in its home, with one call of a tool that writes a file. */
export const instantSubject = () => ({
  name: 'instant',
  facts: {},
  async run({ home, workspace, says }, { signal }) {
    const store = await fileSessions({ home }).create('work')
    const session = await openSession(store, { runtime })
    try {
      await session.append([{ type: 'session.created', data: { session: 'work', workspace } }])
      const tools = [writeTool(workspace)]
      await configure(session, {
        model: { provider: 'instant', id: 'instant' },
        system: 'You are a test.',
        tools,
        permissions: { mode: 'ask', rules: [], person: false },
        limits: defaultLimits,
      })
      const content = [{ type: 'text', text: says[0] }]
      const data = { from: 'person', mode: 'steer', content }
      await session.append([{ type: 'input.received', data }])
      const host = { runtime, tools, policy, provider: async () => provider }
      const { reason } = await run(session, { host, signal })
      return { reason, limit: null, fault: null, answer: 'done', session: 'work' }
    } finally {
      await store.close()
    }
  },
  async release() {},
})

const policy = { decide: () => ({ decision: 'allow', rule: 'bench' }) }

const writeTool = (workspace) => ({
  name: 'write',
  description: 'Writes the word.',
  input: { type: 'object' },
  effect: 'pure',
  prepare: async () => ({ kind: 'ready', prepared: { effect: 'pure', access: 'none' } }),
  async run() {
    await writeFile(join(workspace, 'word.txt'), 'the word')
    return { kind: 'done', content: [{ type: 'text', text: 'written' }] }
  },
})

const usage = { inputTokens: 10, outputTokens: 5 }
const reply = (parts, stop) => ({ type: 'reply', reply: { parts, stop, usage } })
const provider = {
  name: 'instant',
  async *stream({ messages }) {
    const isWritten = messages.at(-1)?.role === 'tool'
    yield isWritten
      ? reply([{ type: 'text', text: 'done' }], 'end')
      : reply([{ type: 'call', id: 'call_0', name: 'write', input: '{}' }], 'calls')
  },
}
