import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { Preparation, Prepared, ToolContext } from '@harness/kernel'
import type { ListFiles } from './list-files.ts'

/** The facts of a tool that reads what is at a path: its real place, which is checked again when it acts. */
export async function preparePlace(
  path: string,
  { workspace }: Pick<ToolContext, 'workspace'>,
): Promise<Preparation> {
  const real = await realPlace(workspace, path)
  if (real === undefined) return invalid(`${path} does not exist or may not be read.`)
  if (isOfSystem(real)) return invalid(`${path} is not of files: give a folder of code.`)
  const inside = relative(workspace, real)
  const outside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  const target = (outside ? real : inside || '.').split(sep).join('/')
  return {
    kind: 'ready',
    prepared: { effect: 'pure', access: 'read', target, outside, facts: real },
  }
}

export interface OpenPlace {
  folder: string
  /** Of a file: the file alone. */
  listFiles: ListFiles
  /** What makes a path of the folder one of the workspace. */
  prefix: string
}

/** The folder to read, of a file the one it is in. Undefined when the path leads to another place now. */
export async function openPlace(
  path: string,
  { facts, target = '.' }: Prepared,
  { workspace, listFiles }: { workspace: string; listFiles: ListFiles },
): Promise<OpenPlace | undefined> {
  const real = await realPlace(workspace, path)
  if (real === undefined || real !== facts) return undefined
  const isFile = (await stat(real)).isFile()
  if (!isFile) return { folder: real, listFiles, prefix: target === '.' ? '' : `${target}/` }
  const only = async function* () {
    yield basename(real)
  }
  return { folder: dirname(real), listFiles: only, prefix: target.slice(0, -basename(real).length) }
}

async function realPlace(workspace: string, path: string): Promise<string | undefined> {
  try {
    return await realpath(resolve(workspace, path))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/** The memory and the environment of processes are there, where keys may be. */
const isOfSystem = (path: string) => /^\/(proc|sys|dev)(\/|$)/.test(path)

const invalid = (message: string): Preparation => ({ kind: 'invalid', code: 'not_found', message })
