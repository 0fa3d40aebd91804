import { expect, it } from 'vitest'
import { tangoInterval, tangoScore } from './tango.ts'

const critical = 1.959963984540054

it('gives the intervals that were published', () => {
  // Fagerland, Lydersen and Laake 2014, Statistics in Medicine 33:2850: airways before and after, 1 and 7 of 21.
  const airways = tangoInterval({ b: 1, c: 7, size: 21 }, critical)
  expect(airways.low).toBeCloseTo(-0.517, 3)
  expect(airways.high).toBeCloseTo(-0.026, 3)
})

it('at 0 its square is that of McNemar', () => {
  for (const [b, c] of [
    [12, 2],
    [3, 9],
    [40, 41],
  ] as const) {
    expect(tangoScore({ b, c, size: 100 }, 0) ** 2).toBeCloseTo((b - c) ** 2 / (b + c), 9)
  }
})

it('its variance is that of the likeliest table with that difference', () => {
  // The likelihood of (b, c, rest) at a given difference, searched on a grid, not solved.
  for (const { b, c, size, at } of [
    { b: 12, c: 2, size: 50, at: 0.05 },
    { b: 1, c: 7, size: 21, at: -0.4 },
    { b: 5, c: 0, size: 30, at: 0.3 },
  ]) {
    let best = { likelihood: -Infinity, share: 0 }
    const least = Math.max(0, -at)
    for (let step = 1; step < 200_000; step++) {
      const share = least + (step / 200_000) * ((1 - Math.abs(at)) / 2)
      const likelihood =
        b * Math.log(share + at) +
        (c > 0 ? c * Math.log(share) : 0) +
        (size - b - c) * Math.log(1 - 2 * share - at)
      if (likelihood > best.likelihood) best = { likelihood, share }
    }
    const variance = size * (2 * best.share + at - at * at)
    const score = (b - c - size * at) / Math.sqrt(variance)
    expect(tangoScore({ b, c, size }, at)).toBeCloseTo(score, 3)
  }
})

it('no difference seen at all is no proof that there is none', () => {
  const none = tangoInterval({ b: 0, c: 0, size: 50 }, critical)
  expect(none.high).toBeCloseTo(critical ** 2 / (50 + critical ** 2), 10)
  expect(none.low).toBeCloseTo(-none.high, 12)
})

it('ends at everything where everything differs', () => {
  expect(tangoInterval({ b: 30, c: 0, size: 30 }, critical)).toMatchObject({ high: 1 })
  expect(tangoInterval({ b: 0, c: 30, size: 30 }, critical)).toMatchObject({ low: -1 })
})
