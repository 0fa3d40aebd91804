import { rewindSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { rewindFlags } from '../parse/session-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { sessionPlace } from '../parse/session-place.ts'
import { jsonText } from '../print/json-text.ts'
import { rewindReport } from '../print/rewind-report.ts'

/** `harness sessions rewind ID@SEQ`. */
export async function sessionsRewind(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, rewindFlags)
  const { id: place, rest } = sessionIdOf('rewind', positionals)
  refuseWords('sessions rewind ID@SEQ', rest)
  const { id, seq: at } = sessionPlace(place)
  if (at === undefined) {
    throw new UsageError(
      'To which event? harness sessions rewind ID@SEQ; harness sessions show ID --json has the events with their seq.',
    )
  }
  const { force = false, json = false } = values
  const made = await rewindSession(id, { at, force, dryRun: values['dry-run'] === true })
  process.stdout.write(json ? `${jsonText(made, 2)}\n` : rewindReport(made, force))
  if (made.kind === 'refused') return exitCodes.usage
  const isWhole = made.kind !== 'failed' && made.files.every(({ action }) => action !== 'refused')
  return isWhole || made.kind === 'planned' ? exitCodes.done : exitCodes.failed
}
