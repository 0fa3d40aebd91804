import { z } from 'zod'
import {
  defineTool,
  textContent,
  type Event,
  type ModelEnd,
  type Policy,
  type Session,
} from '../../index.ts'
import { reply } from '../../testing/scripted-provider.ts'
import { type TestWorldOptions } from '../../testing/test-world.ts'

export const events = async (session: Session): Promise<Event[]> => {
  const all: Event[] = []
  for await (const event of session.store.events.read(1)) all.push(event)
  return all
}
export const types = async (session: Session) =>
  (await events(session)).slice(2).map(({ type }) => type)
export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Answers by turn; the last answer repeats. */
export const turns = (...answers: ModelEnd[]): Required<Pick<TestWorldOptions, 'answer'>> => ({
  answer: (_, turn) => answers[Math.min(turn, answers.length - 1)] ?? reply('(end)'),
})

export const slowTool = (
  perform: (signal: AbortSignal) => Promise<void>,
  effect: 'pure' | 'other' = 'other',
) =>
  defineTool({
    name: 'slow',
    description: '',
    input: z.object({}),
    effect,
    run: async (_, __, { signal }) => {
      await perform(signal)
      return { kind: 'done', content: textContent('ok') }
    },
  })

export const askAbout = (name: string): Policy => ({
  decide: ({ tool }) => ({ decision: tool === name ? 'ask' : 'allow', rule: 'test' }),
})

export const answerAsk = async (session: Session, decision: 'allow' | 'deny') => {
  const ask = session.state.open.find((intent) => intent.type === 'ask.opened')
  await session.append([
    {
      type: 'ask.settled',
      cause: ask?.seq ?? 0,
      data: { kind: 'answered', decision, by: 'person', reason: 'because' },
    },
  ])
}

export const cancel = (session: Session) =>
  session.append([{ type: 'cancel.requested', data: { by: 'person' } }])
