import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'

export const unitTests: Gate = {
  name: 'unit tests',
  async run(top) {
    const { code, output } = await runCommand('vitest', ['run'], { cwd: top })
    const tests = /Tests\s+(.*)/.exec(output)?.[1] ?? 'no tests'
    return { seen: tests, problems: code === 0 ? [] : [output] }
  },
}

if (import.meta.main) await runAlone(unitTests)
