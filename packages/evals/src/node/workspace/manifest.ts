import { z } from 'zod'
import { breather } from './breathe.ts'
import { digestEntry } from './digest-entry.ts'
import { listTree, type ListOptions } from './list-tree.ts'

/** The digest of each file and symlink of a workspace, by path. */
export const Manifest = z.record(z.string(), z.string())
export type Manifest = z.infer<typeof Manifest>

/** Looks at every file; `known` saves reading those whose digest it tells. */
export async function manifestOf(
  root: string,
  options: ListOptions & { known?: (path: string) => string | undefined } = {},
): Promise<Manifest> {
  const found: [string, string][] = []
  const breathe = breather()
  for (const entry of await listTree(root, options)) {
    const digest = options.known?.(entry.path) ?? (await digestEntry(root, entry))
    if (digest !== undefined) found.push([entry.path, digest])
    await breathe()
  }
  return Object.fromEntries(found)
}
