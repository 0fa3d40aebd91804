import type { Interval } from './wilson.ts'

/** Pairs of which one side passed alone. Fractions stand for pairs whose sides are rates. */
export interface Discordance {
  /** B alone, and A alone. */
  b: number
  c: number
  /** All pairs. */
  size: number
}

/**
 * Tango's score statistic (1998) of the difference of paired proportions: how many standard errors `b − c` is from what a true
 * difference would give, the errors reckoned under that difference. At 0 its square is McNemar's.
 */
export function tangoScore({ b, c, size }: Discordance, difference: number): number {
  const linear = (2 * size - b + c) * difference - b - c
  const constant = -c * difference * (1 - difference)
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * size * constant))
  const share = (root - linear) / (4 * size)
  const variance = size * (2 * share + difference * (1 - difference))
  const distance = b - c - size * difference
  if (variance > 0) return distance / Math.sqrt(variance)
  return distance === 0 ? 0 : Math.sign(distance) * Infinity
}

/** The differences whose score is not beyond `critical`. */
export function tangoInterval(of: Discordance, critical: number): Interval {
  const middle = (of.b - of.c) / of.size
  const crossing = (inside: number, outside: number) => {
    let [near, far] = [inside, outside]
    for (let step = 0; step < 52; step++) {
      const between = (near + far) / 2
      if (Math.abs(tangoScore(of, between)) > critical) far = between
      else near = between
    }
    return near
  }
  return {
    low: middle <= -1 ? -1 : crossing(middle, -1),
    high: middle >= 1 ? 1 : crossing(middle, 1),
  }
}
