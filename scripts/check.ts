import { boundaries } from './gates/boundaries.ts'
import { casts } from './gates/casts.ts'
import { docs } from './gates/docs.ts'
import { format } from './gates/format.ts'
import type { Gate, Report } from './gates/gate.ts'
import { kernelAlone } from './gates/kernel-alone.ts'
import { links } from './gates/links.ts'
import { lint } from './gates/lint.ts'
import { packages } from './gates/packages.ts'
import { purity } from './gates/purity.ts'
import { runCommand } from './gates/run-command.ts'
import { size } from './gates/size.ts'
import { surface } from './gates/surface.ts'
import { types } from './gates/types.ts'
import { unitTests } from './gates/unit-tests.ts'
import { unused } from './gates/unused.ts'
import { recordResult } from './record-result.ts'
import { root } from './workspace-packages.ts'

/** Gates of a group run together; two groups at a time suit two cores. */
const lanes: Gate[][] = [
  [size, casts, purity, boundaries, format, lint, unused, types, surface, links, docs],
  [packages, kernelAlone, unitTests],
]

async function judge(gate: Gate): Promise<boolean> {
  const from = performance.now()
  const { seen, problems } = await reportOf(gate)
  const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(5)
  const verdict = problems.length === 0 ? 'passed' : 'FAILED'
  console.log(`${verdict} ${seconds} s  ${gate.name.padEnd(12)}  ${seen}`)
  for (const problem of problems) console.error(problem.replace(/^/gm, '    '))
  return problems.length === 0
}

async function reportOf(gate: Gate): Promise<Report> {
  try {
    return await gate.run(root)
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { seen: 'the gate itself broke', problems: [problem] }
  }
}

/** `--except=unit-tests` leaves out what the caller has run already. */
const except = new Set(
  process.argv.flatMap((word) => (word.startsWith('--except=') ? word.slice(9).split(',') : [])),
)

const built = await runCommand('pnpm', ['build'], { cwd: root })
if (built.code !== 0) console.error(built.output)
const verdicts = await Promise.all(
  lanes.map(async (lane) => {
    const found: boolean[] = []
    for (const gate of lane) {
      if (!except.has(gate.name.replaceAll(' ', '-'))) found.push(await judge(gate))
    }
    return found
  }),
)
const all = [built.code === 0, ...verdicts.flat()]
const failed = all.filter((passed) => !passed).length
recordResult('gates', { passed: all.length - failed, failed })
console.log(
  failed === 0 ? `All ${all.length} gates passed.` : `${failed} of ${all.length} gates failed.`,
)
process.exitCode = failed === 0 ? 0 : 1
