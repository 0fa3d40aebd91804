/** The chance that one at least of `k` attempts passes, where `c` of `n` did: the unbiased estimate. `k` is at most `n`. */
export const passAtK = (n: number, c: number, k: number): number => 1 - share(n, n - c, k)

/** The chance that all of `k` attempts pass, where `c` of `n` did: the unbiased estimate. `k` is at most `n`. */
export const passAllK = (n: number, c: number, k: number): number => share(n, c, k)

/** How many of the choices of `k` out of `n` are choices out of `c` of them. */
function share(n: number, c: number, k: number): number {
  let product = 1
  for (let i = 0; i < k; i += 1) product *= Math.max(0, c - i) / (n - i)
  return product
}
