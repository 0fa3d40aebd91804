import { root } from '../workspace-packages.ts'

export interface Report {
  /** What the gate looked at, in numbers: a gate that saw nothing has proved nothing. */
  seen: string
  problems: string[]
}

export interface Gate {
  name: string
  /** Judges the tree below `top`; rejects only when the gate itself is broken. */
  run(top: string): Report | Promise<Report>
}

/** The command line of a single gate: `node scripts/gates/<name>.ts`. */
export async function runAlone(gate: Gate): Promise<void> {
  const { seen, problems } = await gate.run(root)
  for (const problem of problems) console.error(problem)
  console.log(`${problems.length === 0 ? 'passed' : 'FAILED'}  ${gate.name}: ${seen}`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
