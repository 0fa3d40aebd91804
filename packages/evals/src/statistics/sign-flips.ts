/**
 * The exact p-value of a mean of differences: of all ways to turn the signs of the single ones round, which were as likely if the
 * two sides were the same, the share that is as far from 0 as what was seen. Work doubles with each difference: for few.
 */
export function signFlips(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs).filter((size) => size > 0)
  const seen = Math.abs(differences.reduce((sum, one) => sum + one, 0))
  const all = 2 ** sizes.length
  let far = 0
  for (let flips = 0; flips < all; flips++) {
    const sum = sizes.reduce((total, size, at) => total + ((flips >> at) & 1 ? size : -size), 0)
    // Sums of the same rates in another order may differ in their last digit.
    if (Math.abs(sum) >= seen - 1e-9) far++
  }
  return far / all
}
