import { expect, it } from 'vitest'
import { passAllK, passAtK } from './pass-at-k.ts'

/** Every way to draw k of n, of which the first c pass. */
function drawn(n: number, c: number, k: number) {
  let [all, any, every] = [0, 0, 0]
  for (let set = 0; set < 2 ** n; set++) {
    const members = Array.from({ length: n }, (_, index) => index).filter((at) => (set >> at) & 1)
    if (members.length !== k) continue
    all++
    if (members.some((at) => at < c)) any++
    if (members.every((at) => at < c)) every++
  }
  return { any: any / all, every: every / all }
}

it('is the share of all draws, counted one by one', () => {
  for (let n = 1; n <= 8; n++) {
    for (let c = 0; c <= n; c++) {
      for (let k = 1; k <= n; k++) {
        const { any, every } = drawn(n, c, k)
        expect(passAtK(n, c, k)).toBeCloseTo(any, 13)
        expect(passAllK(n, c, k)).toBeCloseTo(every, 13)
      }
    }
  }
})

it('is exact where binomials would overflow', () => {
  expect(passAtK(10_000, 1, 5000)).toBe(0.5)
  expect(passAllK(10_000, 9999, 5000)).toBe(0.5)
  // One pass of 10,000 and 100 draws: the chance that it is among them.
  expect(passAtK(10_000, 1, 100)).toBeCloseTo(0.01, 14)
  // 1 − C(5000, 10) / C(10000, 10), worked out with whole numbers.
  expect(passAtK(10_000, 5000, 10)).toBeCloseTo(0.9990278263190201, 13)
  expect(passAllK(10_000, 5000, 10)).toBeCloseTo(0.0009721736809799328, 16)
})

it('at one draw both are the pass rate', () => {
  expect(passAtK(5, 2, 1)).toBe(0.4)
  expect(passAllK(5, 2, 1)).toBe(0.4)
})

it('what cannot be drawn is no number', () => {
  expect(passAtK(3, 1, 4)).toBeNaN()
  expect(passAllK(3, 1, 0)).toBeNaN()
  expect(passAtK(3, 4, 1)).toBeNaN()
})
