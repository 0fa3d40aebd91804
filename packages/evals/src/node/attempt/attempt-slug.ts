import { hash as digest } from 'node:crypto'

const longest = 60

/** Names that some file systems keep for themselves. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/

/**
 * A folder's name for a case: its id where every file system takes that as it is, else what is left of it with `~` and a
 * digest. No id has a `~`, so no two cases have one name, also where names are not told apart by their case.
 */
export function attemptSlug(id: string): string {
  const plain = id.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-')
  if (plain === id && id.length <= longest && !reserved.test(id)) return id
  const stem = plain
    .slice(0, longest)
    .replaceAll('.', '-')
    .replaceAll(/^-+|-+$/g, '')
  return `${stem === '' ? 'case' : stem}~${digest('sha256', id, 'hex').slice(0, 12)}`
}
