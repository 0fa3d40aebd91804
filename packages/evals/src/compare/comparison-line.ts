import type { Comparison } from './comparison.ts'

/** `12.0`, `-3.5`: hundredths of a rate. */
export const points = (difference: number): string => {
  const said = (difference * 100).toFixed(1)
  return said === '-0.0' ? '0.0' : said
}

/** The verdict in one line of words: `B is better: 12.0 points (95 % interval 4.1 to 19.6), 50 cases`. */
export function comparisonLine({ decision, withheld, difference, needMore }: Comparison): string {
  if (!difference) return "Can't tell: no case is scored on both sides."
  const { value, low, high, cases } = difference
  const numbers = `${points(value)} points (95 % interval ${points(low)} to ${points(high)}), ${cases} ${cases === 1 ? 'case' : 'cases'}`
  if (decision !== "can't tell") return `B is ${decision}: ${numbers}`
  if (withheld !== null) return `Can't tell: ${withheld} Seen: ${numbers}`
  if (!needMore) return `Can't tell: ${numbers}`
  return `Can't tell: ${numbers}; a difference of ${points(needMore.difference)} points needs ${about(needMore.cases)}`
}

function about(more: number): string {
  if (more === 0) return 'no more cases'
  if (more === 1) return 'about 1 more case'
  return more >= 100_000 ? '100,000 more cases or more' : `about ${rounded(more)} more cases`
}

/** It is a guess: two digits of it are plenty. */
function rounded(count: number): number {
  if (count < 100) return count
  const unit = 10 ** (String(count).length - 2)
  return Math.ceil(count / unit) * unit
}
