import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { diagnosisReport } from '../print/eval/diagnosis-report.ts'
import { jsonText } from '../print/json-text.ts'

/** `harness eval diagnose A B`: which cases moved, and where their sessions part. */
export async function evalDiagnose(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const [a, b, ...rest] = positionals
  refuseWords('eval diagnose A B', rest)
  if (a === undefined || b === undefined) {
    throw new UsageError('Which two? harness eval diagnose A B names the folders of two runs.')
  }
  const { diagnoseRuns } = await import('@harness/evals/node')
  const [one, other] = [await oneRun(a), await oneRun(b)]
  const found = await diagnoseRuns(one, other)
  process.stdout.write(
    values.json ? `${jsonText(found, 2)}\n` : diagnosisReport(found, process.stdout),
  )
  return exitCodes.done
}

/** Sessions stand in the folder of one run: of a folder of many nobody can say which is meant. */
async function oneRun(path: string) {
  const { readReports } = await import('@harness/evals/node')
  const { found } = await readReports(path)
  const [run, ...more] = found
  if (run && more.length === 0) return run
  throw new UsageError(
    `${path} holds ${found.length} runs: name one of them, such as ${found[0]?.folder ?? path}.`,
  )
}
