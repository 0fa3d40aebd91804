import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { faultOf, isMissing, systemError, type Fault } from './fault.ts'
import { isMemory } from './is-memory.ts'

export interface Place {
  /** Where it really is: no symbolic link is left in it. */
  path: string
  /** For rules and people: relative to the workspace with forward slashes, absolute outside of it. */
  target: string
  outside: boolean
}

/** Where a path of the model's leads. What does not exist yet is placed in its nearest folder that does. */
export async function resolvePath(workspace: string, path: string): Promise<Place | Fault> {
  try {
    const real = await realPlace(resolve(workspace, path))
    if (isMemory(real)) throw systemError('EMEMORY', path)
    const inside = relative(workspace, real)
    const outside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
    const target = outside ? real : inside || '.'
    return { path: real, outside, target: target.split(sep).join('/') }
  } catch (error) {
    return faultOf(error, path)
  }
}

async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error
    await refuseDangling(path)
    return join(await realPlace(dirname(path)), basename(path))
  }
}

/** A link to nowhere would be written to by one program and replaced by another: it is nobody's place. */
async function refuseDangling(path: string): Promise<void> {
  try {
    await lstat(path)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  throw systemError('EDANGLING', path)
}
