/** Outcomes that somebody wrote later, of what nobody performed to its end: when that was, nobody knows. */
const unseen: ReadonlySet<string> = new Set(['lost', 'forked'])

/** How long something took, in milliseconds; null where nobody saw its end. */
export const took = (kind: string, from: number, to: number): number | null =>
  unseen.has(kind) ? null : to - from
