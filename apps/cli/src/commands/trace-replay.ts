import { replaySession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { replayFlags } from '../parse/session-flags.ts'
import { sessionPlace } from '../parse/session-place.ts'
import { jsonText } from '../print/json-text.ts'
import { replayReport } from '../print/replay-report.ts'
import { newestSession } from './newest-session.ts'

/** `harness trace replay ID[@SEQ]`: whether a recorded session comes out as it is recorded. */
export async function traceReplay(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, replayFlags)
  const [word, ...rest] = positionals
  refuseWords('trace replay [ID]', rest)
  const { id, seq: upTo } = sessionPlace(word ?? (await newestSession()))
  const { decide = false, tape = false, json = false } = values
  if (decide && tape) {
    throw new UsageError('Both is what harness trace replay does without --decide and --tape.')
  }
  const how = decide ? 'decide' : tape ? 'tape' : 'both'
  const found = await replaySession(id, { how, ...(upTo !== undefined && { upTo }) })
  process.stdout.write(json ? `${jsonText(found, 2)}\n` : replayReport(found))
  return found.isEqual ? exitCodes.done : exitCodes.failed
}
