import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { faultOf, type Fault } from '../files/fault.ts'
import { fileErrorCode } from '../files/file-error-code.ts'
import { readText } from '../files/read-text.ts'
import type { Role } from './role.ts'

export interface RoleFolder {
  /** An absolute path; a folder that does not exist has no roles. */
  path: string
  /** What a person calls it: `project`, `user`. */
  source: string
}

export interface Roles {
  /** In order of folder, then of file name. */
  roles: Role[]
  faults: Fault[]
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
      const text = await readText(file, { within: folder.path, most: mostBytes })
      if ('why' in text) {
        read.faults.push(faultOf(file, 'error', text.why))
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

async function filesOf(folder: string, faults: Fault[]): Promise<string[]> {
  try {
    const names = await readdir(folder)
    const files = names.filter((name) => /\.md$/i.test(name)).toSorted()
    if (files.length > mostFiles) {
      const why = `has ${files.length} files; the first ${mostFiles} are read. Move the others.`
      faults.push(faultOf(folder, 'warning', why))
    }
    return files.slice(0, mostFiles).map((name) => join(folder, name))
  } catch (error) {
    const code = fileErrorCode(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      faults.push(faultOf(folder, 'error', `cannot be read (${code}). Check who may.`))
    }
    return []
  }
}
