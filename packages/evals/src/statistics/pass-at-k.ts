/**
 * The chance that at least one of `k` repeats passes, where `passed` of `scored` did: 1 − C(scored − passed, k) / C(scored, k),
 * without bias. NaN for what cannot be drawn: `k` is from 1 to `scored`.
 */
export const passAtK = (scored: number, passed: number, k: number): number =>
  1 - drawn(scored, scored - passed, k)

/** The chance that all of `k` repeats pass, where `passed` of `scored` did: C(passed, k) / C(scored, k). */
export const passAllK = (scored: number, passed: number, k: number): number =>
  drawn(scored, passed, k)

/** The chance that `k` draws from `all` without putting back are all of the `some`. A product of shares: nothing overflows. */
function drawn(all: number, some: number, k: number): number {
  if (k < 1 || k > all || some < 0 || some > all) return Number.NaN
  if (k > some) return 0
  const others = all - some
  let chance = 1
  // C(some, k) / C(all, k) has as many factors as there are draws, or others: the fewer are taken.
  const [steps, less] = k <= others ? [k, others] : [others, k]
  for (let step = 0; step < steps; step++) chance *= (all - less - step) / (all - step)
  return chance
}
