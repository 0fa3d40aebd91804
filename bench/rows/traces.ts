import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeSession } from '../measure/make-session.ts'
import { interleave } from '../measure/interleave.ts'
import { cpuOfProgram, memoryOfProgram } from '../measure/program.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark, Row } from '../report/row.ts'

const program = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))
const events = 100_000
const rounds = 5

/** `harness trace …` over a long session, the program from its start to its end. */
export const tracesBenchmark: Benchmark = {
  name: 'traces',
  about: 'harness trace … over a session of 100,000 events',
  async run() {
    await using folder = await temporaryFolder()
    const home = join(folder.path, 'home')
    const newest = await makeSession(home, 'one', events)
    await makeSession(home, 'other', events)
    const commands = {
      'show --summary': ['show', 'one', '--summary'],
      stats: ['stats', 'one'],
      'state at the middle': ['state', 'one', '--at', `${Math.floor(newest / 2)}`],
      'state at the end': ['state', 'one'],
      'diff of two alike': ['diff', 'one', 'other'],
    }
    const running = (args: readonly string[]) => ({
      args: [program, ...args],
      cwd: folder.path,
      env: { HARNESS_HOME: home, NODE_COMPILE_CACHE: join(folder.path, 'compiled') },
    })
    const traces = Object.entries(commands).map(([name, args]) => ({
      name,
      program: running(['trace', ...args]),
    }))
    const version = running(['--version'])
    const contestants: Record<string, () => Promise<number>> = {
      version: () => wallOf(version),
      ...Object.fromEntries(traces.map((one) => [one.name, () => wallOf(one.program)])),
    }
    const ms = await interleave(contestants, { rounds, warmUp: 1 })
    const idle = { what: '--version', value: ms('version') }
    const rows: Row[] = []
    for (const one of traces) {
      const mb = await memoryOfProgram(one.program)
      rows.push(
        { what: one.name, unit: 'ms', ours: ms(one.name), baseline: idle, target: { ours: 1_000 } },
        { what: '  memory', unit: 'MB', ours: mb, target: { ours: 200 } },
      )
    }
    return rows
  },
}

/** Milliseconds from its start to its end. */
async function wallOf(one: Parameters<typeof cpuOfProgram>[0]): Promise<number> {
  const from = performance.now()
  await cpuOfProgram(one)
  return performance.now() - from
}
