import type { Setting, Tree } from './tree.ts'

/**
 * Maps merge deeply, everything else replaces, the upper wins. Associative: a map that replaced something remembers it,
 * so that two layers may be merged before a third goes below them.
 */
export function mergeTrees(lower: Tree, upper: Tree): Tree {
  if (lower.kind === 'branch' && upper.kind === 'branch' && !upper.replaces) {
    const parts = new Map(lower.parts)
    for (const [key, part] of upper.parts) {
      const below = parts.get(key)
      parts.set(key, below ? mergeTrees(below, part) : part)
    }
    return { ...lower, parts, setting: upper.setting }
  }
  const hidden = [...upper.hidden, ...settingsOf(lower)]
  return upper.kind === 'leaf' ? { ...upper, hidden } : { ...upper, hidden, replaces: true }
}

/** Everything that was set, also what is hidden already. */
function settingsOf(tree: Tree): readonly Setting[] {
  if (tree.kind === 'leaf') return [tree.setting, ...tree.hidden]
  return [...[...tree.parts.values()].flatMap(settingsOf), ...tree.hidden]
}
