import { memoryArtifacts, textContent, type Artifacts, type Event } from '@harness/kernel'
import { randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { stories } from '../replay/__fixtures__/stories.ts'
import { longLog } from './__fixtures__/long-log.ts'
import { mutations } from './__fixtures__/mutations.ts'
import { retold } from './__fixtures__/retold.ts'
import { diffLogs, type LogSource } from './diff-logs.ts'

const source = (events: readonly Event[], artifacts?: Artifacts): LogSource => ({
  async *read(from) {
    yield* events.slice(from - 1)
  },
  ...(artifacts && { artifacts }),
})

const diff = (a: readonly Event[], b: readonly Event[]) => diffLogs(source(a), source(b))

it('finds no difference between a story and the same one at another time', async () => {
  for await (const [seed, events] of stories(1, 40)) {
    const again = retold(events)
    expect(again).not.toEqual(events)
    const { same, difference } = await diff(events, again)
    expect(difference, `seed ${seed}`).toBeNull()
    expect(same).toBe(events.length)
  }
})

it.each(mutations)('finds $name where it is', async ({ make, class: wanted }) => {
  let made = 0
  for await (const [seed, events] of stories(1, 40)) {
    const mutated = make(events, randomFrom(seed))
    if (!mutated) continue
    made += 1
    const { same, difference } = await diff(events, retold(mutated.events))
    expect({ seed, seq: difference?.seq, class: difference?.class }).toEqual({
      seed,
      seq: mutated.at,
      class: wanted,
    })
    expect(same).toBe(mutated.at - 1)
  }
  expect(made).toBeGreaterThan(3)
})

it('takes what is said again later for no other place of what was said here', async () => {
  const before = [...longLog({ session: 's', events: 4 })]
  const said = (text: string): Pick<Event & { type: 'input.received' }, 'type' | 'data'> => ({
    type: 'input.received',
    data: { from: 'person', mode: 'steer', content: textContent(text) },
  })
  const log = (...texts: string[]): Event[] => [
    ...before,
    ...texts.map((text, index) => ({ ...said(text), seq: 5 + index, at: 0, v: 1, cause: null })),
  ]
  const one = log('go on', 'and that', 'go on', 'and those', 'and these')
  const other = log('stop', 'and that', 'go on', 'and those', 'and these')
  expect((await diff(one, other)).difference).toMatchObject({ seq: 5, class: 'input' })
  const more = log('stop', 'go on', 'and that', 'go on', 'and those', 'and these')
  expect((await diff(one, more)).difference).toMatchObject({ seq: 5, class: 'extra' })
})

it('shows both sides around the first byte that differs', async () => {
  const log = (text: string) =>
    [...longLog({ session: 's', events: 40 })].map((event): Event =>
      event.type === 'input.received'
        ? { ...event, data: { ...event.data, content: textContent(text) } }
        : event,
    )
  const before = 'ä'.repeat(50)
  const { difference } = await diff(log(`${before}one`), log(`${before}two`))
  expect(difference).toMatchObject({
    seq: 3,
    class: 'input',
    path: ['data', 'content', '0', 'text'],
    offset: 100,
    a: { text: `${'ä'.repeat(40)}one`, before: 40, bytes: 103 },
    b: { text: `${'ä'.repeat(40)}two`, before: 40, bytes: 103 },
  })
})

it('does not cut a character in two', async () => {
  const log = (text: string) => [
    ...longLog({ session: 's', events: 2 }),
    {
      type: 'input.received',
      seq: 3,
      at: 0,
      v: 1,
      cause: null,
      data: { from: 'person', mode: 'steer', content: textContent(text) },
    } satisfies Event,
  ]
  const { difference } = await diff(log('a🦊'), log('a🐻'))
  expect(difference).toMatchObject({ offset: 1, a: { text: 'a🦊' }, b: { text: 'a🐻' } })
})

it('shows the prompt and the tool that differ, where their texts are there', async () => {
  const [one, other] = [memoryArtifacts(), memoryArtifacts()]
  const put = (artifacts: Artifacts, text: string) => artifacts.put(new TextEncoder().encode(text))
  const tools = (description: string) =>
    JSON.stringify([{ name: 'read', description, input: { type: 'object' } }])
  const prompts = [await put(one, 'Be kind.'), await put(other, 'Be brief.')] as const
  const toolsets = [await put(one, tools('Reads.')), await put(other, tools('Writes.'))] as const
  const log = (system: string, toolset: string) =>
    [...longLog({ session: 's', events: 10 })].map((event): Event =>
      event.type === 'session.configured'
        ? { ...event, data: { ...event.data, system, toolset } }
        : event,
    )
  const prompt = await diffLogs(
    source(log(prompts[0], toolsets[0]), one),
    source(log(prompts[1], toolsets[0]), other),
  )
  expect(prompt.difference).toMatchObject({
    class: 'prompt',
    path: ['data', 'system'],
    offset: 3,
    a: { text: 'Be kind.' },
    b: { text: 'Be brief.' },
  })
  const schema = await diffLogs(
    source(log(prompts[0], toolsets[0]), one),
    source(log(prompts[0], toolsets[1]), other),
  )
  expect(schema.difference).toMatchObject({
    class: 'tool-schema',
    path: ['data', 'toolset', '0', 'description'],
    a: { text: 'Reads.' },
    b: { text: 'Writes.' },
  })
})

it('says that one log is the beginning of the other', async () => {
  const whole = [...longLog({ session: 's', events: 3_000 })]
  const { same, difference } = await diff(whole, whole.slice(0, 2_500))
  expect(same).toBe(2_500)
  expect(difference).toMatchObject({ seq: 2_501, class: 'end', types: { b: null } })
  expect(difference?.types.a).not.toBeNull()
})

it('compares up to a place, from a place', async () => {
  const a = source([...longLog({ session: 'a', events: 200 })])
  const b = source([...longLog({ session: 'b', events: 200, differsFrom: 100 })])
  expect((await diffLogs(a, b, { upTo: { a: 90, b: 90 } })).difference).toBeNull()
  expect((await diffLogs(a, b, { from: 50 })).difference).toMatchObject({ class: 'tool-result' })
  expect((await diffLogs(a, b, { upTo: { b: 90 } })).difference).toMatchObject({
    seq: 91,
    class: 'end',
  })
})

it.each([1, 2, 1_023, 1_024, 1_025, 2_047, 2_048, 2_049, 5_000])(
  'finds a difference at event %i of many',
  async (at) => {
    const events = [...longLog({ session: 's', events: 5_000 })]
    const other = events.with(at - 1, { ...events[at - 1]!, cause: 77_777 })
    expect((await diff(events, other)).difference?.seq).toBe(at)
  },
)

it('leaves both logs when it has what it wants', async () => {
  const left: string[] = []
  const endless = (name: string, word: string): LogSource => ({
    async *read() {
      try {
        for (const event of longLog({ session: name, events: 1e9 })) {
          const isAt = event.type === 'input.received'
          yield isAt ? { ...event, data: { ...event.data, content: textContent(word) } } : event
        }
      } finally {
        left.push(name)
      }
    },
  })
  expect((await diffLogs(endless('a', 'x'), endless('b', 'y'))).difference?.seq).toBe(3)
  expect(left).toEqual(['a', 'b'])
})
