// What files say that must not be said again: the last net, under the questions that are asked before such a file is read.
import { constants, type Dirent } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { secretsIn } from './secrets-in.ts'

/** Below a home. */
const files = [
  '.ssh/id_rsa',
  '.ssh/id_ecdsa',
  '.ssh/id_ed25519',
  '.aws/credentials',
  '.netrc',
  '.npmrc',
  '.pypirc',
  '.pgpass',
  '.git-credentials',
  '.docker/config.json',
  '.config/gh/hosts.yml',
  '.cargo/credentials.toml',
  '.kube/config',
]

const mostFolders = 2_000
const mostBytes = 64 * 1024
/** Each is looked for in everything that is written. */
const mostSecrets = 500

/** The secrets in files of a folder that hold some by their names, and in the best known ones of a home, or those of it as they were found. */
export async function knownSecrets(
  folder: string,
  home: string | readonly string[],
): Promise<string[]> {
  const { isSecret } = await import('@harness/permissions')
  const named = await secretsOf(await filesBelow(folder, isSecret))
  const own = typeof home === 'string' ? await homeSecrets(home) : home
  return [...new Set([...named, ...own])].slice(0, mostSecrets)
}

/** Those in the best known files of a home. */
export const homeSecrets = (home: string): Promise<string[]> =>
  secretsOf(files.map((path) => join(home, path)))

const secretsOf = async (paths: readonly string[]): Promise<string[]> =>
  (await Promise.all(paths.map(beginningOf))).flatMap(secretsIn)

/** What others wrote is passed over, and of a very large folder what lies deep in it. */
async function filesBelow(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const found: string[] = []
  let level = [folder]
  for (let looked = 0; level.length > 0 && looked < mostFolders; looked += level.length) {
    const all = await Promise.all(level.slice(0, mostFolders - looked).map(entriesOf))
    const entries = all.flat()
    found.push(...entries.filter((each) => !each.isDirectory() && isWanted(each.name)).map(pathOf))
    level = entries.filter((each) => each.isDirectory() && !passed.has(each.name)).map(pathOf)
  }
  return found
}

const passed = new Set(['node_modules', '.git'])

const pathOf = ({ parentPath, name }: Dirent) => join(parentPath, name)

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}

/** Empty for what cannot be read or is no file. */
async function beginningOf(path: string): Promise<string> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    if (!(await file.stat()).isFile()) return ''
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ''
    throw error
  }
}
