import type { ModelSpec } from '@harness/kernel'

/** What families before Claude 4.5 can say at most. */
const limits: readonly [RegExp, number][] = [
  [/^claude-3-(?:opus|sonnet|haiku)/, 4_096],
  [/^claude-3-5/, 8_192],
  [/^claude-opus-4(?:-[01])?(?:-\d{6,}|$)/, 32_000],
  [/^claude-/, 64_000],
]

/**
 * The bound on a reply, thinking included: the API demands one. Unless given it is one that the model takes and that leaves
 * room to think; models of others get what most of them take.
 * https://platform.claude.com/docs/en/about-claude/models/overview
 */
export const outputLimit = ({ id, maxOutputTokens }: ModelSpec): number =>
  maxOutputTokens ?? limits.find(([family]) => family.test(id))?.[1] ?? 32_000
