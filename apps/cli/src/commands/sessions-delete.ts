import { deleteSession, findSession, type FoundSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { deleteFlags } from '../parse/session-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { hasPerson } from '../person/ask-on-terminal.ts'
import { confirmed } from '../person/confirmed.ts'
import { deletionRow } from '../print/deletion-row.ts'

/** `harness sessions delete ID…`: says what goes, and asks. Every id is looked at before the first goes. */
export async function sessionsDelete(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, deleteFlags)
  const { id, rest } = sessionIdOf('delete', positionals)
  const found = new Map<string, FoundSession>()
  for (const each of [id, ...rest]) {
    const session = await findSession(each)
    found.set(session.id, session)
  }
  if (!values.yes && !hasPerson()) {
    throw new UsageError(
      'Nothing was deleted: there is nobody to ask. What is meant is said by --yes.',
    )
  }
  for (const session of found.values()) process.stderr.write(deletionRow(session))
  if (!values.yes && !(await confirmed(questionFor(found.size)))) {
    process.stderr.write('Nothing was deleted.\n')
    return exitCodes.usage
  }
  for (const each of found.keys()) {
    await deleteSession(each)
    process.stderr.write(`Deleted: ${each}\n`)
  }
  return exitCodes.done
}

const questionFor = (count: number): string =>
  `Delete ${count === 1 ? 'it' : `these ${count}`} for good? [y]es, [n]o: `
