import { normalQuantile } from './normal.ts'
import type { Difference } from './paired-difference.ts'

export interface NeedMore {
  /** The difference that would be told, as a share: what was seen, or 0.05 where nothing was. */
  difference: number
  /** About so many cases besides those that there are, 0 where these are enough; no more than 100,000 are reckoned with. */
  cases: number
}

/** The smallest difference that is of interest where none was seen. */
const interest = 0.05
const most = 100_000
/** The exact test tells no difference of fewer cases: 2 of 2⁵ outcomes are more than 5 of 100. */
const least = 6

type Seen = Pick<Difference, 'value' | 'discordance' | 'cases' | 'level'>

/**
 * About how many more cases would tell a difference as large as the one that was seen in four of five such comparisons, at the
 * discordance that was seen: ((z₁₋ₐ/₂ √ψ + z₀.₈ √(ψ − δ²)) / δ)² cases in all (Connor 1987). A guess: both numbers are estimates.
 */
export function needMore({ value, discordance, cases, level }: Seen): NeedMore {
  const isNone = Math.abs(value) < 1e-9
  const difference = isNone ? interest : Math.abs(value)
  // Differences of δ in the mean need δ² in the square at least; none seen at all says that there are few, not none.
  const spread = Math.max(discordance, isNone ? interest : difference ** 2)
  const [test, power] = [normalQuantile((1 + level) / 2), normalQuantile(0.8)]
  const root = test * Math.sqrt(spread) + power * Math.sqrt(Math.max(0, spread - difference ** 2))
  const all = Math.max(least, Math.ceil((root / difference) ** 2))
  // A difference that was seen and not told needs at least one more.
  return { difference, cases: Math.min(most, Math.max(isNone ? 0 : 1, all - cases)) }
}
