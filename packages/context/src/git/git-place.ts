import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Preparation, ToolContext } from '@harness/kernel'

/** The facts of a tool that looks at a path with git. Not through links: git follows none. */
export async function prepareGit(
  path: string,
  { workspace }: Pick<ToolContext, 'workspace'>,
): Promise<Preparation> {
  if (path.includes('\0')) {
    return { kind: 'invalid', code: 'invalid_path', message: 'A path holds no NUL. Give another.' }
  }
  const inside = relative(workspace, resolve(workspace, path))
  const outside = isOutside(inside)
  const target = outside ? resolve(workspace, path) : inside || '.'
  return {
    kind: 'ready',
    prepared: { effect: 'pure', access: 'read', outside, target: target.split(sep).join('/') },
  }
}

/** Whether the first folder is the second or around it, where they really are. A folder that is not there is not. */
export async function isAround(folder: string, inner: string): Promise<boolean> {
  try {
    return !isOutside(relative(await realpath(folder), await realpath(inner)))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

const isOutside = (inside: string) =>
  inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
