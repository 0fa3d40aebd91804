import { replayEval } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { replayedReport } from '../print/eval/replayed-report.ts'
import { jsonText } from '../print/json-text.ts'

interface Replaying {
  suite: string | undefined
  values: Readonly<Record<string, unknown>> & { output?: string; json?: boolean }
}

/** What a replay has a use for. */
const own = new Set(['replay', 'output', 'json'])

/** `harness eval run --replay FOLDER`: exit code 1 where something came out otherwise than it is recorded. */
export async function replayRun(folder: string, { suite, values }: Replaying): Promise<number> {
  const other = Object.keys(values).find((name) => !own.has(name))
  if (suite !== undefined || other !== undefined) {
    throw new UsageError(
      `A replay is the recording and nothing else: leave out ${other === undefined ? suite : `--${other}`}.`,
    )
  }
  const { output, json = false } = values
  const replayed = await replayEval(folder, { ...(output !== undefined && { output }) })
  process.stdout.write(json ? `${jsonText(replayed, 2)}\n` : replayedReport(replayed, output))
  return replayed.differences.length === 0 ? exitCodes.done : exitCodes.failed
}
