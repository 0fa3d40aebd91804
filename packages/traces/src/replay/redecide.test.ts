import { kernelVersion, type Event } from '@harness/kernel'
import { randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { mutations } from './__fixtures__/mutations.ts'
import { logOf, stories } from './__fixtures__/stories.ts'
import { redecide } from './redecide.ts'

it('decides again what was decided, whatever happened to the processes that wrote it', async () => {
  let decided = 0
  for await (const [seed, events] of stories(1, 30)) {
    const { decisions, different, differences } = await redecide(logOf(events))
    decided += decisions
    expect(differences, `seed ${seed}`).toEqual([])
    expect(different).toBe(0)
  }
  expect(decided).toBeGreaterThan(500)
})

it('finds nothing wrong with a log that ends anywhere', async () => {
  for await (const [, events] of stories(5, 2)) {
    for (let length = 0; length <= events.length; length++) {
      const { differences } = await redecide(logOf(events.slice(0, length)))
      expect(differences).toEqual([])
    }
  }
})

it.each(mutations)('finds $name', async ({ make }) => {
  let made = 0
  for await (const [seed, events] of stories(1, 25)) {
    const mutated = make(events, randomFrom(seed))
    if (!mutated) continue
    made += 1
    const { differences } = await redecide(logOf(mutated.events))
    const { at, latest = at } = mutated
    expect(differences[0]?.seq, `seed ${seed}`).toBeGreaterThanOrEqual(at)
    expect(differences[0]?.seq, `seed ${seed}`).toBeLessThanOrEqual(latest)
  }
  expect(made).toBeGreaterThan(10)
})

it('tells what stands there, what is decided, and where the two part', async () => {
  for await (const [, events] of stories(2, 1)) {
    const intent = events.find(({ type }) => type === 'model.started')!
    const changed = { ...intent, data: { attempt: 7, inputs: [3] } } as Event
    const { differences } = await redecide(logOf(events.with(intent.seq - 1, changed)))
    expect(differences[0]).toEqual({
      seq: intent.seq,
      kind: 'changed',
      recorded: { type: 'model.started', cause: intent.cause, data: changed.data },
      decided: { type: 'model.started', cause: intent.cause, data: intent.data },
      path: ['data', 'attempt'],
      kernel: kernelVersion,
    })
  }
})

it('keeps the first differences, and counts all', async () => {
  for await (const [, events] of stories(3, 1)) {
    const changed = events.map((event): Event =>
      event.type === 'run.started' || event.type === 'model.started'
        ? { ...event, cause: 1 }
        : event,
    )
    const found = await redecide(logOf(changed), { most: 2 })
    expect(found.differences).toHaveLength(2)
    expect(found.different).toBeGreaterThan(2)
  }
})

it('names the version that wrote each stretch, and each difference', async () => {
  for await (const [, events] of stories(4, 1)) {
    const half = Math.floor(events.length / 2)
    const configured = events.find(({ type }) => type === 'session.configured')!
    const older = { ...configured, data: { ...(configured.data as object), kernel: '0.0.1' } }
    const log = events.with(configured.seq - 1, older as Event)
    const wrong = log.findIndex(({ type, seq }) => type === 'model.started' && seq > half)
    const broken = log.with(wrong, { ...log[wrong]!, cause: 1 })
    const { stretches, differences, kernel } = await redecide(logOf(broken))
    expect(stretches.slice(0, 2)).toMatchObject([
      { kernel: null, from: 1, to: configured.seq - 1 },
      { kernel: '0.0.1', from: configured.seq },
    ])
    expect(differences[0]).toMatchObject({ seq: wrong + 1, kernel: '0.0.1' })
    expect(kernel).toBe(kernelVersion)
  }
})

it('says that an outcome settles nothing, and that a seq does not follow', async () => {
  for await (const [, events] of stories(2, 1)) {
    const settled = events.find(({ type }) => type === 'model.settled')!
    const twice = await redecide(logOf(events.toSpliced(settled.seq, 0, settled)))
    expect(twice.differences[0]).toMatchObject({ kind: 'impossible' })
    const gap = await redecide(logOf(events.toSpliced(2, 1)))
    expect(gap.differences[0]).toMatchObject({ seq: 4, kind: 'impossible' })
  }
})
