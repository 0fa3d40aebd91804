import { diffSessions } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionPlace } from '../parse/session-place.ts'
import { diffReport } from '../print/diff-report.ts'
import { jsonText } from '../print/json-text.ts'

/** `harness trace diff A B`: the first place at which two sessions say different things. */
export async function traceDiff(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const [first, second, ...rest] = positionals
  refuseWords('trace diff A B', rest)
  if (first === undefined || second === undefined) {
    throw new UsageError('Which two? harness trace diff A B; harness sessions list shows the ids.')
  }
  const [a, b] = [sessionPlace(first), sessionPlace(second)]
  const upTo = {
    ...(a.seq !== undefined && { a: a.seq }),
    ...(b.seq !== undefined && { b: b.seq }),
  }
  const found = await diffSessions(a.id, b.id, { upTo })
  process.stdout.write(values.json ? `${jsonText(found, 2)}\n` : diffReport(found, process.stdout))
  return found.difference ? exitCodes.failed : exitCodes.done
}
