import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool, run, textContent, type Event, type Session } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'

const events = async (session: Session): Promise<Event[]> => {
  const all: Event[] = []
  for await (const event of session.store.events.read(1)) all.push(event)
  return all
}
const types = async (session: Session) => (await events(session)).slice(2).map((event) => event.type)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('run', () => {
  it('answers a plain prompt in one turn', async () => {
    const { session, host, say } = await testWorld({ answer: () => reply('hello') })
    await say('hi')
    expect(await run(session, { host })).toMatchObject({ kind: 'finished', reason: 'done' })
    expect(await types(session)).toEqual([
      'input.received',
      'run.started',
      'model.started',
      'model.settled',
      'run.finished',
    ])
  })

  it('starts parallel calls together, each intent before its effect', async () => {
    let now = 0
    let peak = 0
    const slow = defineTool({
      name: 'slow',
      description: '',
      input: z.object({}),
      effect: 'other',
      run: async () => {
        peak = Math.max(peak, ++now)
        await sleep(5)
        now--
        return { kind: 'done', content: textContent('ok') }
      },
    })
    const { session, host, say } = await testWorld({
      tools: [slow],
      answer: (_, turn) =>
        turn === 0
          ? reply('', [
              ['slow', {}],
              ['slow', {}],
              ['slow', {}],
            ])
          : reply('done'),
    })
    await say('go')
    await run(session, { host })
    expect(peak).toBe(3)
    const list = await types(session)
    expect(list.filter((type) => type === 'tool.settled')).toHaveLength(3)
    expect(list.at(-1)).toBe('run.finished')
  })
})
