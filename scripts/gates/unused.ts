import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'
import { sourcePaths } from './source-modules.ts'

/** Files, exports and dependencies nobody uses (knip). */
export const unused: Gate = {
  name: 'unused',
  async run(top) {
    const files = sourcePaths(top, ['{packages,apps}/*/src/**/*.ts']).length
    const { code, output } = await runCommand('knip', ['--no-progress', '--no-config-hints'], {
      cwd: top,
    })
    const problems = code === 0 ? [] : [output]
    if (files === 0) problems.push('no files were found')
    return { seen: `${files} files`, problems }
  },
}

if (import.meta.main) await runAlone(unused)
