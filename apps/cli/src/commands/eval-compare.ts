import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { evalCompareFlags } from '../parse/eval-compare-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { jsonText } from '../print/json-text.ts'
import { putOut, wholeText } from '../print/put-out.ts'

/** `harness eval compare A B`: is B better than A, or can nobody tell? */
export async function evalCompare(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, evalCompareFlags)
  const [a, b, ...rest] = positionals
  refuseWords('eval compare A B', rest)
  if (a === undefined || b === undefined) {
    throw new UsageError(
      'Which two? harness eval compare A B names the folders of two runs, or their report.json.',
    )
  }
  const { output, force = false, json = false, gate = [] } = values
  if (force && output === undefined) throw new UsageError('--force goes with --output FILE.')
  const [evals, { readReports }, { comparisonReport }] = await Promise.all([
    import('@harness/evals'),
    import('@harness/evals/node'),
    import('../print/eval/comparison-report.ts'),
  ])
  const [one, other] = [await readReports(a), await readReports(b)]
  const { pairs, left } = evals.pairBySuite(one.found, other.found)
  const open = [...one.open, ...other.open].map(
    (folder) => `The run in ${folder} has no report yet`,
  )
  const comparisons = evals.compareMany(
    pairs.map((pair) => ({ a: pair.a.report, b: pair.b.report })),
  )
  const gates = comparisons.flatMap((comparison, place) => {
    const report = pairs[place]?.b.report
    const checked = report ? evals.checkGates(report, gate, comparison) : []
    if (comparisons.length === 1) return checked
    const suite = evals.suiteName(comparison)
    return checked.map((gated) => ({ ...gated, message: `suite ${suite}: ${gated.message}` }))
  })
  const found = { comparisons, left: [...left, ...open, ...one.bad, ...other.bad], gates }
  if (output !== undefined) {
    await putOut(wholeText(evals.comparisonMarkdown(comparisons)), { output, force })
  }
  process.stdout.write(json ? `${jsonText(found, 2)}\n` : comparisonReport(found, process.stdout))
  return gates.every(({ passed }) => passed) ? exitCodes.done : exitCodes.failed
}
