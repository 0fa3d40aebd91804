import type { Comparison } from '@harness/evals'
import type { LabRun } from './run-lab.ts'

/** A model beside the first one. */
export interface LabComparison {
  name: string
  beside: string
  /** What it comes to, in a line: B is this model, A the first one. */
  line: string
  comparison: Comparison
}

/** Each run beside the first, all of them asked together: the more there are, the more it takes to tell. */
export async function compareLab(runs: readonly LabRun[]): Promise<LabComparison[]> {
  const [first, ...others] = runs
  if (!first || others.length === 0) return []
  const { comparisonLine, compareMany } = await import('@harness/evals')
  const pairs = others.map(({ report }) => ({ a: first.report, b: report }))
  return compareMany(pairs).map((comparison, index) => ({
    name: others[index]?.name ?? '',
    beside: first.name,
    line: comparisonLine(comparison),
    comparison,
  }))
}
