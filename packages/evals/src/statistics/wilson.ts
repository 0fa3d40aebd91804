export interface Interval {
  low: number
  high: number
}

/**
 * Wilson's score interval (1927) of a share that was seen among `size` independent observations, which may be a fraction:
 * the effective size of observations that are not independent. `critical` is the quantile of the level.
 */
export function wilson(share: number, size: number, critical: number): Interval {
  const square = critical * critical
  const centre = (share + square / (2 * size)) / (1 + square / size)
  const spread = Math.sqrt((share * (1 - share)) / size + square / (4 * size * size))
  const half = (critical * spread) / (1 + square / size)
  // At the ends rounding would leave a hair.
  return {
    low: share === 0 ? 0 : Math.max(0, centre - half),
    high: share === 1 ? 1 : Math.min(1, centre + half),
  }
}
