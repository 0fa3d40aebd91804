import { expect, it } from 'vitest'
import { run, StreamEvent, StreamMapping, type LiveDelta } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld, type TestWorldOptions } from '../testing/test-world.ts'

/** What a reader of the stream sees of a run; `live`: whether the deltas reach it too. */
async function streamOf(options: TestWorldOptions, live = true): Promise<StreamEvent[]> {
  const lines: StreamEvent[] = []
  const deltas = (delta: LiveDelta) => {
    if (live) lines.push(...mapping.live(delta))
  }
  const { session, host, say } = await testWorld({ ...options, host: { live: deltas } })
  const mapping = new StreamMapping(session.state)
  session.onAppend((events) => lines.push(...events.flatMap((event) => mapping.event(event))))
  await say('go')
  await run(session, { host })
  return lines
}

const two: TestWorldOptions = {
  answer: (_, turn) =>
    turn === 0 ? reply('Let me see.', [['echo', { text: 'a' }]]) : reply('Done.'),
}

it('tells a run in the words of the public stream', async () => {
  const lines = await streamOf(two)
  expect(lines.map(({ type }) => type)).toEqual([
    'session.start',
    'turn.start',
    'text.delta',
    'text.delta',
    'usage',
    'permission.decision',
    'tool.start',
    'tool.end',
    'turn.end',
    'turn.start',
    'text.delta',
    'text.delta',
    'usage',
    'turn.end',
    'run.end',
  ])
  for (const line of lines) expect(StreamEvent.parse(line)).toEqual(line)
  expect(lines.find((line) => line.type === 'tool.end')).toMatchObject({
    tool: 'echo',
    output: 'a',
    error: null,
  })
  expect(lines.at(-1)).toMatchObject({ type: 'run.end', reason: 'done', sessionId: 's1' })
})

it('tells the whole text to a reader who missed the deltas', async () => {
  const texts = (await streamOf(two, false)).flatMap((line) =>
    line.type === 'text.delta' ? [line.text] : [],
  )
  expect(texts).toEqual(['Let me see.', 'Done.'])
})

it('gives every tool.start its tool.end, also for calls that never run', async () => {
  const lines = await streamOf({
    answer: (_, turn) =>
      turn === 0
        ? reply('', [
            ['nobody', {}],
            ['echo', { wrong: 1 }],
            ['echo', { text: 'b' }],
          ])
        : reply('ok'),
    policy: { decide: () => ({ decision: 'deny', rule: 'test', reason: 'no' }) },
  })
  const ids = (type: 'tool.start' | 'tool.end') =>
    lines.flatMap((line) => (line.type === type ? [line.callId] : []))
  expect(ids('tool.start').toSorted()).toEqual(ids('tool.end').toSorted())
  expect(ids('tool.end')).toHaveLength(3)
  expect(lines.filter((line) => line.type === 'tool.end').every((line) => line.error)).toBe(true)
})

it('says that a failure will be tried again, and that the last one will not', async () => {
  const lines = await streamOf({
    answer: () => ({ type: 'failure', failure: { code: 'retryable', message: 'busy' } }),
    limits: { maxAttempts: 2 },
  })
  expect(lines.flatMap((line) => (line.type === 'error' ? [line.recoverable] : []))).toEqual([
    true,
    true,
    false,
  ])
  const pauses = lines.flatMap((line) => (line.type === 'error' ? [line.retryInMs] : []))
  expect(pauses).toEqual([expect.any(Number), undefined, undefined])
})

it('names an unknown price as null', async () => {
  const usage = (await streamOf(two)).find((line) => line.type === 'usage')
  expect(usage).toMatchObject({ inputTokens: 10, outputTokens: 5, cost: null })
})
