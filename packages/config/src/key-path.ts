import { isMap } from './is-map.ts'
import { shown } from './secrets/shown.ts'

/** Names of keys and positions in lists, from the top. */
export type KeyPath = readonly (string | number)[]

/** `permissions.allowWrite[2]`, `mcpServers."my.server".command`. */
export function formatKey(path: KeyPath): string {
  return path.reduce<string>((key, part) => {
    if (typeof part === 'number') return `${key}[${part}]`
    const name = /^[\w$-]{1,64}$/u.test(part) ? part : shown(part)
    return key === '' ? name : `${key}.${name}`
  }, '')
}

/** What stands there; undefined where nothing does. */
export function valueAt(value: unknown, path: KeyPath): unknown {
  let found = value
  for (const part of path) {
    if (Array.isArray(found)) found = found[Number(part)]
    else found = isMap(found) && Object.hasOwn(found, part) ? found[part] : undefined
  }
  return found
}
