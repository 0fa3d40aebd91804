import { join } from 'node:path'

import { root } from '../workspace-packages.ts'
import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'
import { ships, sourcePaths } from './source-modules.ts'

const rules = join(root, '.oxlintrc.kernel.json')

/**
 * The kernel's root entry is told the time, ids and randomness; it never asks. What depends on the
 * locale of a machine is refused too: it would replay differently on another.
 */
export const purity: Gate = {
  name: 'purity',
  async run(top) {
    const paths = sourcePaths(top, ['packages/kernel/src/**/*.ts']).filter(isKernelRoot)
    if (paths.length === 0) return { seen: 'nothing', problems: ['no kernel modules were found'] }
    const { code, output } = await runCommand('oxlint', ['-c', rules, '-f', 'unix', ...paths], {
      cwd: top,
    })
    const problems = code === 0 ? [] : [`${output}\nTake what the world knows as an argument.`]
    return { seen: `${paths.length} kernel modules`, problems }
  },
}

const isKernelRoot = (path: string) =>
  ships(path) && !/^packages\/kernel\/src\/(node|testing|wire)\//.test(path)

if (import.meta.main) await runAlone(purity)
