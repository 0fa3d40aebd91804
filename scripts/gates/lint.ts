import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'

export const lint: Gate = {
  name: 'lint',
  async run(top) {
    const { code, output } = await runCommand('oxlint', ['--type-aware', '--deny-warnings'], {
      cwd: top,
    })
    const files = /on (\d+) files?/.exec(output)?.[1] ?? '0'
    const problems = code === 0 ? [] : [output]
    if (files === '0') problems.push('no files were found')
    return { seen: `${files} files`, problems }
  },
}

if (import.meta.main) await runAlone(lint)
