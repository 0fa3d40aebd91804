import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool, messagesOf, run, textContent, type Session } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { answerAsk, sleep, turns, types } from './__fixtures__/scene.ts'

const question = defineTool({
  name: 'question',
  description: '',
  input: z.object({}),
  effect: 'pure',
  prepare: async () => ({
    kind: 'ready',
    prepared: {
      effect: 'pure',
      access: 'none',
      question: { text: 'Which?', choices: ['one', 'two'] },
    },
  }),
  run: async (_, __, { answer = 'nobody' }) => ({ kind: 'done', content: textContent(answer) }),
})

const asking = (person = true) =>
  testWorld({
    tools: [question],
    ...turns(reply('', [['question', {}]]), reply('ok')),
    setup: { permissions: { mode: 'ask', rules: [], person } },
  })

const heard = async (session: Session) =>
  messagesOf(await session.conversation()).flatMap((message) =>
    message.role === 'tool' ? [[message.content[0], message.failed]] : [],
  )

it('is asked before the tool acts, and its answer handed to the tool', async () => {
  const { session, host, say } = await asking()
  await say('go')
  const running = run(session, { host })
  await sleep(5)
  const ask = session.state.open.find((intent) => intent.type === 'ask.opened')
  expect(ask?.data).toMatchObject({ question: { text: 'Which?', choices: ['one', 'two'] } })
  const data = { kind: 'answered', decision: 'allow', by: 'person', answer: 'two' } as const
  await session.append([{ type: 'ask.settled', cause: ask?.seq ?? 0, data }])
  await running
  expect(await heard(session)).toEqual([[{ type: 'text', text: 'two' }, false]])
})

it('is not asked when nobody is there: the tool is told nothing', async () => {
  const { session, host, say } = await asking(false)
  await say('go')
  await run(session, { host })
  expect(await heard(session)).toEqual([[{ type: 'text', text: 'nobody' }, false]])
  expect(await types(session)).not.toContain('ask.opened')
})

it('that a person refuses does not run', async () => {
  const { session, host, say } = await asking()
  await say('go')
  const running = run(session, { host })
  await sleep(5)
  await answerAsk(session, 'deny')
  await running
  expect(await heard(session)).toMatchObject([[{ text: 'Denied by person. because' }, true]])
})
