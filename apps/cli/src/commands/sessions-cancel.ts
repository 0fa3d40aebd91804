import { postCancel } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { wherePosted } from '../print/where-posted.ts'

/** `harness sessions cancel ID`. */
export async function sessionsCancel(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const { id, rest } = sessionIdOf('cancel', positionals)
  refuseWords('sessions cancel ID', rest)
  const posted = await postCancel(id)
  process.stderr.write(wherePosted(posted, { id, taken: 'cancels what it is doing' }))
  return exitCodes.done
}
