/** What a timer of Node can hold: a longer one would end at once. */
const longest = 2 ** 31 - 1

/** As milliseconds of a timer. Who waits longer than 24 days waits 24 days. */
export const timerMs = (ms: number): number => Math.min(ms, longest)
