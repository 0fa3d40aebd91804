import { constants } from 'node:fs'
import { open, readdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Role, RoleFault } from './role.ts'

export interface RoleFolder {
  /** An absolute path; a folder that does not exist has no roles. */
  path: string
  /** What a person calls it: `project`, `user`. */
  source: string
}

export interface Roles {
  /** In order of folder, then of file name. */
  roles: Role[]
  faults: RoleFault[]
}

const mostBytes = 256 * 1024
const mostFiles = 200

/**
 * Reads the roles of folders: each `*.md` in one, not in what is below it. Of two roles of one name the first stands. A
 * bad file is a fault and the others are read; never rejects for what files hold. A link is followed as long as it stays
 * in the folder. At most 200 files a folder, 256 KiB a file.
 */
export async function readRoles(folders: readonly RoleFolder[]): Promise<Roles> {
  const read: Roles = { roles: [], faults: [] }
  for (const folder of folders) {
    for (const file of await filesOf(folder.path, read.faults)) {
      const text = await textOf(file, folder.path)
      if ('why' in text) {
        read.faults.push({ level: 'error', file, message: `${file} ${text.why}` })
        continue
      }
      // YAML is a large part of what starting would cost, and most folders have no roles.
      const { parseRole } = await import('./parse-role.ts')
      const { role, faults } = parseRole(text.text, { file, source: folder.source })
      read.faults.push(...faults)
      if (role) add(role, file, read)
    }
  }
  return read
}

function add(role: Role, file: string, { roles, faults }: Roles): void {
  const first = roles.find(({ name }) => name === role.name)
  if (!first) return void roles.push(role)
  const message = `${file}: there is a role ${role.name} in ${first.source} already, which stands. Rename one.`
  faults.push({ level: 'warning', file, key: 'name', message })
}

async function filesOf(folder: string, faults: RoleFault[]): Promise<string[]> {
  try {
    const names = await readdir(folder)
    const files = names.filter((name) => /\.md$/i.test(name)).toSorted()
    if (files.length > mostFiles) {
      const message = `${folder} has ${files.length} files; the first ${mostFiles} are read. Move the others.`
      faults.push({ level: 'warning', file: folder, message })
    }
    return files.slice(0, mostFiles).map((name) => join(folder, name))
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      const message = `${folder} cannot be read (${code}). Check who may.`
      faults.push({ level: 'error', file: folder, message })
    }
    return []
  }
}

async function textOf(path: string, folder: string): Promise<{ text: string } | { why: string }> {
  try {
    const real = await realpath(path)
    const inside = (await realpath(folder)) + sep
    if (!real.startsWith(inside)) return { why: 'is a link that leaves its folder; not read.' }
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    try {
      const stat = await file.stat()
      if (!stat.isFile()) return { why: 'is no file; not read.' }
      if (stat.size > mostBytes) return { why: `is over ${mostBytes / 1024} KiB; make it shorter.` }
      return { text: await file.readFile('utf8') }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { why: `cannot be read (${codeOf(error)}). Check who may.` }
  }
}

/** What a file system says; anything else is a bug and is thrown on. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}
