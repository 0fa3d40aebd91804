import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { workspacePackages, type Manifest } from '../workspace-packages.ts'
import { refusal, type Importer, type Workspace } from './boundary-rules.ts'
import { runAlone, type Gate } from './gate.ts'
import { importsOf } from './imports-of.ts'
import { ships, sourceModules } from './source-modules.ts'

/** Who may import whom; every package must have been seen. */
export const boundaries: Gate = {
  name: 'boundaries',
  run(top) {
    const workspace = workspaceAt(top)
    const modules = sourceModules(top)
    const problems: string[] = []
    let imports = 0
    for (const module of modules) {
      const owner = workspace.packages.find(({ path }) => module.path.startsWith(`${path}/`))
      if (!owner) {
        problems.push(`${module.path} belongs to no package`)
        continue
      }
      const from: Importer = { path: module.path, owner, isTest: !ships(module.path) }
      for (const { specifier, line } of importsOf(module)) {
        imports++
        const reason =
          specifier === undefined ? computed(from) : refusal(from, specifier, workspace)
        if (reason) problems.push(`${module.path}:${line} ${specifier ?? 'import(…)'}: ${reason}`)
      }
    }
    for (const { path } of workspace.packages) {
      const seen = modules.some((module) => module.path.startsWith(`${path}/`))
      if (!seen) problems.push(`${path}: no modules were seen`)
    }
    if (modules.length === 0) problems.push('no modules were seen at all')
    const counted = `${modules.length} modules, ${imports} imports`
    return { seen: `${counted}, ${workspace.packages.length} packages`, problems }
  },
}

function workspaceAt(top: string): Workspace {
  const manifest: Manifest = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))
  return {
    packages: workspacePackages(top),
    testDependencies: Object.keys(manifest.devDependencies ?? {}),
  }
}

/** Where a package is loaded that a person names, and a suite that is a program. */
const loaders = new Set([
  'packages/providers/src/wires/load-package.ts',
  'packages/evals/src/node/import-suite.ts',
])

const computed = ({ path, isTest }: Importer) =>
  isTest || loaders.has(path) ? undefined : 'an import must name its target, or nobody can check it'

if (import.meta.main) await runAlone(boundaries)
