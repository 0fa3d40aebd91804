import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'

export const format: Gate = {
  name: 'format',
  async run(top) {
    const { code, output } = await runCommand('oxfmt', ['--check'], { cwd: top })
    const files = /on (\d+) files?/.exec(output)?.[1] ?? '0'
    const problems = code === 0 ? [] : [`${output}\n\`pnpm format\` mends this.`]
    if (files === '0') problems.push('no files were found')
    return { seen: `${files} files`, problems }
  },
}

if (import.meta.main) await runAlone(format)
