// Student's distribution, by the continued fraction of the incomplete beta function (Lentz's method).
import { tailQuantile } from './normal.ts'

/** The share of Student's distribution with that many degrees of freedom above `t`. */
export function studentTail(t: number, freedom: number): number {
  if (t < 0) return 1 - studentTail(-t, freedom)
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
}

/** The `t` with that share below it; shares strictly between 0 and 1. */
export function studentQuantile(share: number, freedom: number): number {
  if (share < 0.5) return -studentQuantile(1 - share, freedom)
  const scale =
    logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - Math.log(freedom * Math.PI) / 2
  const density = (t: number) =>
    Math.exp(scale - ((freedom + 1) / 2) * Math.log1p((t * t) / freedom))
  return tailQuantile(1 - share, (t) => studentTail(t, freedom), density)
}

/** Regularised: the share of the beta distribution of `a` and `b` below `x`. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b)
  const front = Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x)) / a
  let [c, d] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1))]
  let product = d
  for (let step = 1; step < 500; step++) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step))
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1))
    for (const part of [even, odd]) {
      d = 1 / nonZero(1 + part * d)
      c = nonZero(1 + part / c)
      product *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return front * product
}

const nonZero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value)

/** Stirling's series, begun where it is exact to the last digit. */
function logGamma(value: number): number {
  let [x, shift] = [value, 0]
  for (; x < 12; x++) shift -= Math.log(x)
  const inverse = 1 / (x * x)
  const tail =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) /
    x
  return shift + (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + tail
}
