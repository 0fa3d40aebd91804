import { Event } from '@harness/kernel'
import { expect, it } from 'vitest'
import {
  attachSubagents,
  contextParts,
  newsOf,
  statsOf,
  summaryOf,
  TraceFold,
  traceOf,
  withoutContent,
} from '../index.ts'
import { story, subagentStory } from './__fixtures__/story.ts'

it('counts time that passes side by side once, and what people take as theirs', () => {
  const { time } = summaryOf(traceOf(story))
  expect(time).toEqual({ runs: 12_000, models: 3_000, tools: 3_000, people: 2_000 })
})

it('counts the time of a run that has no end up to its last event', () => {
  expect(summaryOf(traceOf(story.slice(0, 9))).time).toMatchObject({ runs: 1_000, models: 1_000 })
})

it('does not count as time what passed before a fork', () => {
  const asked = story.slice(0, 5)
  const data = { session: 'f', parent: 's', at: 5 }
  const at = 9_000_000
  const forked = [
    { seq: 6, at, v: 1, cause: null, type: 'session.forked', data },
    { seq: 7, at, v: 1, cause: 5, type: 'model.settled', data: { kind: 'forked' } },
  ].map((event) => Event.parse(event))
  expect(summaryOf(traceOf([...asked, ...forked])).time).toMatchObject({ runs: 0, models: 0 })
})

it('knows what became of files, from the first change to the last', () => {
  expect(summaryOf(traceOf(story)).files).toEqual([
    { path: '/w/new.md', change: 'created', changes: 2 },
  ])
})

it('names every error where it stands, those of subagents too', async () => {
  const trace = traceOf(story)
  const own = summaryOf(trace)
  expect(own.errors).toMatchObject([
    { where: 'shell', code: 'not_found' },
    { where: 'subagent', code: 'unknown', message: 'It may have happened.' },
  ])
  await attachSubagents(trace, async (session) =>
    session === 's.16' ? traceOf(subagentStory) : undefined,
  )
  const whole = summaryOf(trace)
  expect(whole.errors.map(({ session, where }) => `${session} ${where}`)).toEqual([
    's shell',
    's subagent',
    's.16 model',
    's.16 run',
  ])
  expect(whole.turns).toBe(own.turns)
  expect(whole.events).toBe(own.events)
})

it('does not know what it cost where the price of one reply is unknown', () => {
  const known = summaryOf(traceOf(story))
  expect(known.cost).toBeCloseTo(0.0021)
  const free = story.map((event) =>
    event.type === 'session.configured'
      ? { ...event, data: { ...event.data, model: { provider: 'p', id: 'm' } } }
      : event,
  )
  expect(summaryOf(traceOf(free))).toMatchObject({ cost: null, priced: 0 })
})

it('counts what a server asked the model during a call', () => {
  const asked = story.map((event) =>
    event.type === 'tool.settled' && event.data.kind === 'done'
      ? { ...event, data: { ...event.data, usage: { inputTokens: 1_000_000, outputTokens: 7 } } }
      : event,
  )
  const [before, after] = [summaryOf(traceOf(story)), summaryOf(traceOf(asked))]
  expect(after.usage.outputTokens).toBe(before.usage.outputTokens + 7)
  expect(after.cost! - before.cost!).toBeCloseTo(1.00007, 6)
})

it('has the spread of times and tokens, and what was slowest', () => {
  const stats = statsOf([traceOf(story), traceOf(story)])
  expect(stats).toMatchObject({ sessions: 2, runs: { done: 2 } })
  expect(stats.models[0]).toMatchObject({
    model: 'p/m',
    requests: 4,
    ms: { count: 4, p50: 1_000, p95: 2_000, most: 2_000 },
    cached: 0.5,
  })
  expect(stats.slowest[0]).toMatchObject({ tool: 'subagent', ms: 4_000 })
  const proposed = statsOf([traceOf(story.slice(0, 9))])
  expect([proposed.tools.length, proposed.slowest]).toEqual([3, []])
})

it('is the same without content, but for what was said and done', () => {
  const brief = new TraceFold()
  for (const event of story) brief.take(withoutContent(event))
  const { errors, ...numbers } = summaryOf(brief.trace)
  const { errors: whole, ...others } = summaryOf(traceOf(story))
  expect(numbers).toEqual(others)
  expect(errors.map(({ code }) => code)).toEqual(whole.map(({ code }) => code))
  expect(JSON.stringify(brief.trace)).not.toContain('I write it down')
})

it('has news of each input, reply, question, end of a call and end of a run, once', () => {
  const fold = new TraceFold()
  const told = story.flatMap((event) => {
    fold.take(event)
    const news = newsOf(fold.trace, event)
    return news
      ? [`${event.seq} ${news.kind === 'call' ? `${news.tool} ${news.status}` : news.kind}`]
      : []
  })
  expect(told).toEqual([
    '2 setup',
    '3 input',
    '6 model',
    '9 write_file asking',
    '13 note',
    '14 write_file done',
    '15 shell failed',
    '16 subagent running',
    '17 subagent background',
    '19 model',
    '20 note',
    '21 end',
  ])
})

it('says what a window is full of, the most first', () => {
  const tool = { name: 'read_file', description: 'Reads.', input: {} }
  const parts = contextParts({ system: 'short', tools: [tool] }, [
    {
      seq: 1,
      since: 1,
      origin: 'person',
      message: { role: 'user', content: [{ type: 'text', text: 'word '.repeat(50) }] },
    },
    {
      seq: 2,
      since: 2,
      origin: 'tool',
      message: {
        role: 'tool',
        id: 'c',
        name: 'read_file',
        content: [{ type: 'text', text: 'line '.repeat(500) }],
        failed: false,
      },
    },
  ])
  expect(parts.map(({ what, tool: name }) => [what, name])).toEqual([
    ['results', 'read_file'],
    ['inputs', undefined],
    ['tools', undefined],
    ['system', undefined],
  ])
})

it('the events of the stories are events', () => {
  for (const event of [...story, ...subagentStory])
    expect(Event.safeParse(event).success).toBe(true)
})
