/** The middle of some numbers. */
export function median(numbers) {
  const sorted = numbers.toSorted()
  return sorted[Math.floor(sorted.length / 2)]
}
