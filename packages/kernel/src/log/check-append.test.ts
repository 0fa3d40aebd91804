import { describe, expect, it } from 'vitest'
import { KernelError, textContent, type Draft } from '../index.ts'
import { testWorld } from '../testing/test-world.ts'

const call = '5.0'
const refused: readonly [string, Draft][] = [
  [
    'an outcome without an intent',
    { type: 'tool.settled', cause: 1, data: { kind: 'lost', message: '' } },
  ],
  ['an outcome of the wrong kind', { type: 'model.settled', cause: 4, data: { kind: 'lost' } }],
  ['a second creation', { type: 'session.created', data: { session: 'x' } }],
  ['a model call outside a run', { type: 'model.started', data: { attempt: 1, inputs: [] } }],
  ['the end of no run', { type: 'run.finished', data: { reason: 'done' } }],
  ['a call nobody asked for', { type: 'tool.started', data: { call, effect: 'pure', attempt: 1 } }],
  ['a refusal of no call', { type: 'call.refused', data: { call, code: 'denied', message: '' } }],
  [
    'the promotion of no task',
    { type: 'task.promoted', data: { task: 3, content: textContent('') } },
  ],
]

describe('the invariants of the log', () => {
  it.each(refused)('refuse %s, and write nothing', async (_, draft) => {
    const { session, say } = await testWorld()
    await say('hi')
    const before = session.state.seq
    await expect(session.append([draft])).rejects.toMatchObject({ code: 'invariant' })
    expect(session.state.seq).toBe(before)
    expect(session.store.events.head).toBe(before)
  })

  it('refuse a whole append when one of its events does not fit', async () => {
    const { session } = await testWorld()
    const fits: Draft = { type: 'run.started', data: {} }
    await expect(session.append([fits, fits])).rejects.toMatchObject({ code: 'invariant' })
    expect(session.state.run.active).toBe(false)
  })

  it('refuse what is no event of the vocabulary', async () => {
    const { session } = await testWorld()
    const nonsense: Draft = JSON.parse('{"type":"input.received","data":{"from":"nobody"}}')
    await expect(session.append([nonsense])).rejects.toBeInstanceOf(KernelError)
    await expect(session.append([nonsense])).rejects.toMatchObject({ code: 'invalid_event' })
  })

  it('keep and ignore the events of others', async () => {
    const { session } = await testWorld()
    await session.append([{ type: 'x.acme.note', data: { any: ['thing', 1] } }])
    expect(session.store.events.head).toBe(3)
  })
})
