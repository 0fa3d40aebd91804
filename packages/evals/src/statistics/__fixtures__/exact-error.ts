import { decide } from '../decision.ts'
import { pairedDifference } from '../paired-difference.ts'
import { oncePairs } from './once-pairs.ts'

/**
 * How often two sides that are the same are told apart, with one repeat: not drawn, but every outcome there is, times how likely
 * it is.
 */
export function exactError(cases: number, discordance: number): number {
  let error = 0
  for (let b = 0; b <= cases; b++) {
    for (let c = 0; b + c <= cases; c++) {
      const chance = chanceOf(cases, discordance, { b, c })
      if (chance < 1e-13) continue
      const found = pairedDifference(oncePairs(b, c, cases))
      if (found && decide(found.value, found.p, found.level) !== "can't tell") error += chance
    }
  }
  return error
}

function chanceOf(cases: number, discordance: number, { b, c }: { b: number; c: number }): number {
  const rest = cases - b - c
  const ways = logFactorial(cases) - logFactorial(b) - logFactorial(c) - logFactorial(rest)
  const same = rest === 0 ? 0 : rest * Math.log(1 - discordance)
  return Math.exp(ways + (b + c) * Math.log(discordance / 2) + same)
}

function logFactorial(number: number): number {
  let sum = 0
  for (let factor = 2; factor <= number; factor++) sum += Math.log(factor)
  return sum
}
