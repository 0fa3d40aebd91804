/** Milliseconds of CPU that this process has used so far, all its threads together. */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of CPU that a work takes, with nothing else going on. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const from = cpuNow()
  await work()
  return cpuNow() - from
}

/** Milliseconds that a work takes. */
export async function wallOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
