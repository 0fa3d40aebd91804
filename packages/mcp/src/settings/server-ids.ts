import { digestOf } from '../tools/digest-of.ts'

const most = 24

/**
 * What servers are called in names of tools and in rules: letters, digits and `-`. There is no `_` in it, so that the glob
 * `mcp_docs_*` means the tools of `docs` and of no other server, whatever names there are.
 */
export function serverIds(names: readonly string[]): Map<string, string> {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  // Names that may stay as they are go first: no other name takes them away.
  const order = names.toSorted((a, b) => Number(idOf(b) === b) - Number(idOf(a) === a))
  for (const name of order) {
    const plain = idOf(name)
    const id = plain === '' || taken.has(plain) ? suffixed(plain, name) : plain
    taken.add(id)
    ids.set(name, id)
  }
  return ids
}

const idOf = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9-]+/g, '-')
    .slice(0, most)
    .replaceAll(/^-+|-+$/g, '')

const suffixed = (id: string, name: string): string =>
  [...(id === '' ? [] : [id.slice(0, most - 9)]), digestOf(name)].join('-')
