import { join } from 'node:path'

import { workspacePackages } from './workspace-packages.ts'

/** Maps every published entry (`@harness/kernel/node`) to the source file it is built from. */
export function sourceAliases() {
  return workspacePackages().flatMap(({ folder, manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) => {
      if (typeof target === 'string') return []
      const name = manifest.name + entry.slice(1)
      const source = target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')
      return [{ find: new RegExp(`^${name}$`), replacement: join(folder, source) }]
    }),
  )
}
