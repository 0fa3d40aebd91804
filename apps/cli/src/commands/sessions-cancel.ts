import { postCancel } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { taskOf } from '../parse/task-number.ts'
import { wherePosted } from '../print/where-posted.ts'

/** `harness sessions cancel ID [TASK]`. */
export async function sessionsCancel(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const { id, rest } = sessionIdOf('cancel', positionals)
  const [word, ...more] = rest
  refuseWords('sessions cancel ID [TASK]', more)
  const task = word === undefined ? undefined : taskOf(word)
  const posted = await postCancel(id, task === undefined ? {} : { task })
  const taken = task === undefined ? 'cancels what it is doing' : `ends task ${task}`
  process.stderr.write(wherePosted(posted, { id, taken }))
  return exitCodes.done
}
