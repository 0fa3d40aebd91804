import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { workspacePackages, type WorkspacePackage } from '../workspace-packages.ts'
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
  return Promise.all(
    workspacePackages(top).map(async (each) => {
      const { name, version } = each.manifest
      const tarball = join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)
      const { code, output } = await runCommand('pnpm', ['pack', '--pack-destination', folder], {
        cwd: each.folder,
      })
      if (code !== 0) throw new Error(`pnpm pack failed in ${each.path}: ${output}`)
      return { package: each, tarball }
    }),
  )
}
