import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { workspacePackages } from './workspace-packages.ts'

/**
 * npm's provenance demands that a package names the repository it was built in; only the release
 * workflow knows it.
 */
const repository = process.env['GITHUB_REPOSITORY']

for (const { folder, path, manifest } of repository ? workspacePackages() : []) {
  const stamp = { type: 'git', url: `git+https://github.com/${repository}.git`, directory: path }
  const stamped = { ...manifest, repository: stamp }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(stamped, null, 2)}\n`)
}
