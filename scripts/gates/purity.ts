import { join } from 'node:path'

import { root } from '../workspace-packages.ts'
import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'
import { ships, sourcePaths } from './source-modules.ts'

const rules = join(root, '.oxlintrc.kernel.json')

/**
 * The kernel's root entry is told the time, ids and randomness; it never asks. What depends on the
 * locale of a machine is refused too: it would replay differently on another. Traces are read in
 * terminals, pages and programs: the same rules hold for all of that package, and for whatever of
 * evals decides, counts or reports.
 */
export const purity: Gate = {
  name: 'purity',
  async run(top) {
    const paths = sourcePaths(top, [
      'packages/kernel/src/**/*.ts',
      'packages/traces/src/**/*.ts',
      'packages/evals/src/**/*.ts',
    ]).filter(isPure)
    const missing = ['kernel', 'traces', 'evals'].filter(
      (name) => !paths.some((path) => path.startsWith(`packages/${name}/`)),
    )
    if (missing.length > 0)
      return { seen: 'nothing', problems: missing.map((name) => `no ${name} modules were found`) }
    const { code, output } = await runCommand('oxlint', ['-c', rules, '-f', 'unix', ...paths], {
      cwd: top,
    })
    const problems = code === 0 ? [] : [`${output}\nTake what the world knows as an argument.`]
    return { seen: `${paths.length} modules`, problems }
  },
}

const isPure = (path: string) =>
  ships(path) &&
  !/^packages\/kernel\/src\/(node|testing|wire)\//.test(path) &&
  !path.startsWith('packages/evals/src/node/')

if (import.meta.main) await runAlone(purity)
