import { expect, it } from 'vitest'
import { resumeEveryPrefix, simulate } from './simulate.ts'

it('keeps every promise in a hundred simulated worlds', async () => {
  for (let seed = 1; seed <= 100; seed++) {
    expect((await simulate(seed)).violations, `seed ${seed}`).toEqual([])
  }
})

it('resumes every prefix of a story to a finish', async () => {
  for (let seed = 1; seed <= 3; seed++) {
    expect((await resumeEveryPrefix(seed)).violations, `seed ${seed}`).toEqual([])
  }
})

it('tells the same story from the same seed', async () => {
  const [one, other] = [await simulate(42), await simulate(42)]
  expect(one.events.length).toBeGreaterThan(10)
  expect(one.events).toEqual(other.events)
})
