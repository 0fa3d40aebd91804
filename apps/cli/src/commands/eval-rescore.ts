import { rescoreEval } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { evalRescoreFlags } from '../parse/eval-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { rescoreReport } from '../print/eval/rescore-report.ts'
import { jsonText } from '../print/json-text.ts'

/** `harness eval rescore RUN [SUITE]`: the verdicts of a run once more. */
export async function evalRescore(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, evalRescoreFlags)
  const [folder, suite, ...rest] = positionals
  refuseWords('eval rescore RUN [SUITE]', rest)
  if (folder === undefined) {
    throw new UsageError('Which run? harness eval rescore RUN names the folder of one.')
  }
  const { output, json = false } = values
  const rescored = await rescoreEval(folder, {
    ...(suite !== undefined && { suite }),
    ...(output !== undefined && { output }),
  })
  process.stdout.write(json ? `${jsonText(rescored, 2)}\n` : rescoreReport(rescored, output))
  return exitCodes.done
}
