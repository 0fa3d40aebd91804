/**
 * Whether a real path shows what a process holds: its environment or its memory. The harness's own keys are there, and
 * no work on files needs it.
 */
export const isMemory = (path: string): boolean =>
  /^\/proc\/(?:kcore|[^/]+\/(?:task\/[^/]+\/)?(?:environ|mem))$/.test(path)
