import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { root, workspacePackages, type WorkspacePackage } from '../workspace-packages.ts'
import { runCommand } from './run-command.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface Packed {
  package: WorkspacePackage
  /** The tarball a registry would get. */
  tarball: string
}

const packings = new Map<string, Promise<Packed[]>>()

/** Packs every package once per process, after a build. */
export function packedPackages(top: string): Promise<Packed[]> {
  const packing = packings.get(top) ?? packAll(top)
  packings.set(top, packing)
  return packing
}

async function packAll(top: string): Promise<Packed[]> {
  const folder = temporaryFolder(tmpdir(), 'packed')
  return Promise.all(workspacePackages(top).map((each) => pack(each, folder)))
}

async function pack(each: WorkspacePackage, folder: string): Promise<Packed> {
  const { name, version } = each.manifest
  const tarball = join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)
  const { code, output } = await runCommand('pnpm', ['pack', '--pack-destination', folder], {
    cwd: each.folder,
  })
  if (code !== 0) throw new Error(`pnpm pack failed in ${each.path}: ${output}`)
  return { package: each, tarball }
}

// `node packed.ts apps/cli FOLDER` packs one, for tests of what users get, and says where the tarball is.
if (import.meta.main) {
  const [path = '', folder = '.'] = process.argv.slice(2)
  const wanted = workspacePackages(root).find((each) => each.path === path)
  if (!wanted) throw new Error(`there is no package ${path}`)
  process.stdout.write(`${(await pack(wanted, folder)).tarball}\n`)
}
