/** The share of the standard normal distribution above `z`. Absolute error below 1e-15. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  return z < 3 ? 0.5 - normalDensity(z) * series(z) : normalDensity(z) * fraction(z)
}

/** The `z` with that share below it; shares strictly between 0 and 1. */
export function normalQuantile(share: number): number {
  if (share < 0.5) return -normalQuantile(1 - share)
  return tailQuantile(1 - share, normalTail, normalDensity)
}

/**
 * Where a tail has come down to `share`, at most one half. A density that falls from 0 on makes the tail convex: Newton's steps
 * from 0 come nearer from one side and never go too far.
 */
export function tailQuantile(
  share: number,
  tail: (at: number) => number,
  density: (at: number) => number,
): number {
  let at = 0
  for (let step = 0; step < 500; step++) {
    const further = (tail(at) - share) / density(at)
    if (further <= at * 1e-15) break
    at += further
  }
  return at
}

const normalDensity = (z: number): number => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)

/** z + z³/3 + z⁵/(3·5) + …: quick where z is small. */
function series(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return sum
}

/** 1/(z + 1/(z + 2/(z + 3/(z + …)))): quick where z is large. */
function fraction(z: number): number {
  let below = z
  for (let step = 120; step > 0; step--) below = z + step / below
  return 1 / below
}
