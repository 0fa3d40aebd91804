import { interleave } from '../measure/interleave.ts'
import { memoryOfProgram } from '../measure/program.ts'
import { runChild } from '../measure/run-child.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark, Row } from '../report/row.ts'

const child = new URL('../children/evals.mjs', import.meta.url)
const atOnce = '50'

/** What `runEval` costs a case when the subject costs next to nothing. */
export const evalsBenchmark: Benchmark = {
  name: 'evals',
  about: 'CPU of a case of an eval, 100 and 1,000 of them, 50 at once, and the most memory',
  async run() {
    const measure = async (how: string, cases: string) =>
      Number(await runChild(child, [how, cases, atOnce]))
    const cpu = await interleave(
      {
        bare: () => measure('bare', '100'),
        '100': () => measure('run', '100'),
        '1000': () => measure('run', '1000'),
      },
      { rounds: 3, warmUp: 0 },
    )
    const memory = { some: await memoryFor('500'), many: await memoryFor('1000') }
    const alone = { what: 'a copy and the subject', value: cpu('bare') }
    return [
      ...(['100', '1000'] as const).map((cases): Row => ({
        what: `CPU of a case, one of ${cases}`,
        unit: 'ms',
        ours: cpu(cases),
        baseline: alone,
        target: { ours: 15 },
      })),
      {
        what: 'memory of 1000 cases',
        unit: 'MB',
        ours: memory.many,
        baseline: { what: '500 cases', value: memory.some },
        target: { ratio: 1.3 },
      },
    ]
  },
}

async function memoryFor(cases: string): Promise<number> {
  await using folder = await temporaryFolder()
  const args = [child.pathname, 'run', cases, atOnce]
  return await memoryOfProgram({ args, cwd: folder.path, env: {} })
}
