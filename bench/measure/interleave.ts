import { median } from './median.ts'

export interface Interleaving {
  /** Rounds that count. */
  rounds: number
  /** Rounds before them. Default: 1. */
  warmUp?: number
}

/**
 * Runs every contestant once per round, so that what else happens on the machine meets all of them, and answers the
 * median of what each of them measured.
 */
export async function interleave<Name extends string>(
  contestants: Record<Name, () => Promise<number>>,
  { rounds, warmUp = 1 }: Interleaving,
): Promise<(name: Name) => number> {
  const measured = new Map<string, number[]>()
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, measure] of Object.entries<() => Promise<number>>(contestants)) {
      const value = await measure()
      if (round >= 0) measured.set(name, [...(measured.get(name) ?? []), value])
    }
  }
  return (name) => median(measured.get(name) ?? [])
}
