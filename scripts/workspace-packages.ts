import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

export interface Manifest {
  name: string
  version: string
  exports?: Record<string, string | { types: string; default: string }>
  bin?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

export interface WorkspacePackage {
  /** Absolute. */
  folder: string
  /** `packages/kernel`, `apps/cli`. */
  path: string
  manifest: Manifest
}

/** Every package and app below `top`, in the order of their paths. */
export function workspacePackages(top = root): WorkspacePackage[] {
  return ['packages', 'apps'].flatMap((group) => {
    if (!existsSync(join(top, group))) return []
    return readdirSync(join(top, group))
      .toSorted()
      .map((name) => join(group, name))
      .filter((path) => existsSync(join(top, path, 'package.json')))
      .map((path) => {
        const folder = join(top, path)
        return {
          folder,
          path,
          manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
        }
      })
  })
}
