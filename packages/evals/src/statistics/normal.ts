/** The share of the standard normal distribution above `z`. Absolute error below 1e-15. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)
  return z < 3 ? 0.5 - density * series(z) : density * fraction(z)
}

/** The `z` with that share below it; shares strictly between 0 and 1. */
export function normalQuantile(share: number): number {
  if (share === 0.5) return 0
  if (share < 0.5) return -normalQuantile(1 - share)
  let [low, high] = [0, 40]
  for (let step = 0; step < 64; step++) {
    const middle = (low + high) / 2
    if (normalTail(middle) > 1 - share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

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
