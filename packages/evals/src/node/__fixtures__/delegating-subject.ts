import {
  defineTool,
  run,
  subagentsOver,
  textContent,
  type Subject,
  type SubjectEnd,
} from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { echoTool, reply, scriptedProvider, testWorld } from '@harness/kernel/testing'
import { z } from 'zod'

const agent = defineTool({
  name: 'agent',
  description: 'Sends somebody out.',
  input: z.object({ prompt: z.string() }),
  effect: 'other',
  prepare: async ({ prompt }) => ({
    kind: 'ready',
    prepared: {
      effect: 'other',
      access: 'none',
      task: {
        kind: 'subagent',
        role: 'scout',
        prompt,
        limits: { maxTurns: 5, maxAttempts: 2, retryBaseMs: 1, retryCapMs: 1 },
      },
    },
  }),
  conclude: async (end) => ({
    kind: 'done',
    content: end.kind === 'reported' ? end.content : textContent(end.kind),
  }),
})

/** A subject that sends out a subagent, which calls `echo` and reports. It can be run once for each work. */
export const delegatingSubject: Subject = {
  name: 'delegating',
  facts: {},
  async run({ home, says }): Promise<SubjectEnd> {
    const sessions = fileSessions({ home })
    const world = await testWorld({
      sessions,
      answer: (_, turn) =>
        turn === 0 ? reply('', [['agent', { prompt: 'look' }]]) : reply('It is found.'),
      tools: [agent],
    })
    const provider = scriptedProvider((_, turn) =>
      turn === 0 ? reply('', [['echo', { text: 'x' }]]) : reply('Here it is.'),
    )
    const host = { ...world.host, tools: [echoTool], provider: async () => provider }
    const subagents = subagentsOver({
      sessions,
      child: ({ limits }) => ({
        setup: {
          model: { provider: 'scripted', id: 'child' },
          system: 'You look.',
          tools: [echoTool],
          permissions: { mode: 'ask', rules: [], person: false },
          limits,
        },
        host,
      }),
    })
    await world.say(says.join('\n'))
    await run(world.session, { host: { ...world.host, subagents } })
    await world.session.store.close()
    const end = { reason: 'done', limit: null, fault: null } as const
    return { ...end, answer: 'It is found.', session: world.session.id }
  },
  release: async () => undefined,
}
