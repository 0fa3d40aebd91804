/** Milliseconds before a server that broke `times` times in a row is started again. The first time costs nothing. */
export const pauseAfter = (times: number): number =>
  times <= 1 ? 0 : Math.min(longest, 1000 * 2 ** Math.min(times - 2, 10))

const longest = 60_000

/** Milliseconds that a server must have worked for its failures to be forgotten. */
export const provenMs = 60_000
