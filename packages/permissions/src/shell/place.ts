import { posix } from 'node:path'

export interface Place {
  /** As rules write it: of the workspace where it is inside, absolute where that is known. */
  target: string
  outside: boolean
  /** What it may be called from the workspace: more than one where folders were entered on the way. */
  reached: readonly string[]
  /** All the ways a rule may write it. */
  spellings: readonly string[]
}

/** Where commands are run. */
export interface Folder {
  /** Absolute, where it is known. */
  cwd?: string
  /** Whether it is beyond the workspace. */
  outside: boolean
  /** Folders that the command went into so far, from the one it starts in. */
  entered: readonly string[]
}

/** What a path in a command leads to, without looking: links are not followed. */
export function placeOf(path: string, { cwd, outside, entered }: Folder): Place {
  if (path.startsWith('~'))
    return { target: path, outside: true, reached: [path], spellings: suffixes(path) }
  const plain = posix.normalize(path === '' ? '.' : path)
  const inside =
    cwd !== undefined && plain.startsWith(`${cwd}/`) ? plain.slice(cwd.length + 1) : plain
  const escapes = posix.isAbsolute(inside) || inside === '..' || inside.startsWith('../')
  const target = escapes && cwd !== undefined ? posix.resolve(cwd, plain) : inside
  if (plain === cwd) return { target: '.', outside, reached: ['.'], spellings: ['.'] }
  if (escapes)
    return { target, outside: true, reached: [target], spellings: [target, ...suffixes(target)] }
  const starts = ['', ...entered, ...(cwd === undefined ? [] : suffixes(cwd))]
  // What git names behind a revision: `HEAD:a.txt`, `:0:a.txt`, `1,9:a.txt`.
  const parts = inside.split(':')
  const named = parts.map((_, index) => posix.normalize(parts.slice(index).join(':')))
  const leaves = named.find((name) => /^(?:\/|\.\.(?:\/|$))/u.test(name))
  if (leaves !== undefined)
    return { target, outside: true, reached: [target], spellings: [...named, ...suffixes(leaves)] }
  const spellings = named.flatMap((name) => starts.map((start) => posix.join(start, name)))
  const [, kept] = /\/(\.git(?:\/.*)?|\.harness(?:\/[^/]*)?)$/iu.exec(cwd ?? '') ?? []
  const from = kept === undefined ? entered : [...entered, kept]
  const reached = [target, ...from.map((start) => posix.join(start, target))]
  return { target, outside, reached, spellings }
}

/** `a/b/c`, `b/c`, `c`. */
const suffixes = (path: string): string[] => {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..')
  return parts.map((_, index) => parts.slice(index).join('/'))
}
