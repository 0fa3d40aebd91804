import { diffSessions } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionPlaceOf } from '../parse/session-place-of.ts'
import { diffReport } from '../print/diff-report.ts'
import { jsonText } from '../print/json-text.ts'

/** `harness trace diff A B`: the first place at which two sessions say different things. */
export async function traceDiff(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const [first, second, ...rest] = positionals
  const a = sessionPlaceOf('trace diff A B', first)
  const b = sessionPlaceOf('trace diff A B', second)
  refuseWords('trace diff A B', rest)
  const upTo = {
    ...(a.upTo !== undefined && { a: a.upTo }),
    ...(b.upTo !== undefined && { b: b.upTo }),
  }
  const found = await diffSessions(a.id, b.id, { upTo })
  process.stdout.write(values.json ? `${jsonText(found, 2)}\n` : diffReport(found, process.stdout))
  return found.difference ? exitCodes.failed : exitCodes.done
}
