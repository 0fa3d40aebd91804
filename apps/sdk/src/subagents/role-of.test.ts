import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Provider } from '@harness/kernel'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import type { Ask } from '../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

const program = fileURLToPath(new URL('../__fixtures__/garden-server.ts', import.meta.url))

/** Sends a subagent that has a server ask, and is done when it has answered. */
const provider: Provider = {
  name: 'scripted',
  async *stream({ messages, tools }) {
    const isChild = !tools.some(({ name }) => name === 'ask_user')
    const [name, input] = isChild
      ? ['mcp_garden_ask', {}]
      : ['subagent', { role: 'general', prompt: 'Ask.' }]
    const call = { type: 'call', id: '1', name, input: JSON.stringify(input) } as const
    const isAnswered = messages.at(-1)?.role === 'tool'
    const said = { type: 'text', text: 'done' } as const
    yield {
      type: 'reply',
      reply: isAnswered ? { stop: 'end', parts: [said] } : { stop: 'calls', parts: [call] },
    }
  },
}

it('the person sees for which agent a server asks', async () => {
  const asks: Ask[] = []
  const run = await here.ask({
    options: {
      provider,
      mcpServers: { garden: { command: process.execPath, args: [program] } },
      onAsk: async (ask) => {
        asks.push(ask)
        return ask.question ? { decision: 'deny' } : { decision: 'allow' }
      },
    },
  })
  expect(run.result?.reason).toBe('done')
  expect(asks.map(({ tool, agent, question }) => [tool, agent, question === null])).toEqual([
    ['mcp_garden_ask', 'general', true],
    ['mcp_garden_ask', 'general', false],
  ])
})
