const firstPauseMs = 1000
const longestPauseMs = 60_000

/** Milliseconds to wait before something is tried again that was tried so often. */
export const pauseBefore = (tried: number): number =>
  Math.min(firstPauseMs * 4 ** (tried - 1), longestPauseMs)
