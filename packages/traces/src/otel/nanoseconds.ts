/** Milliseconds since 1970 as OTLP writes them: nanoseconds, of which the last three are 0. */
export const nanoseconds = (ms: number): string =>
  ms > 0 ? (BigInt(Math.round(ms * 1000)) * 1000n).toString() : '0'
