import { postBackground } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { taskOf } from '../parse/task-number.ts'
import { wherePosted } from '../print/where-posted.ts'

/** `harness sessions background ID TASK`: the run waits for it no longer. */
export async function sessionsBackground(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const { id, rest } = sessionIdOf('background', positionals)
  const [word, ...more] = rest
  refuseWords('sessions background ID TASK', more)
  const task = taskOf(word)
  const posted = await postBackground(id, task)
  process.stderr.write(wherePosted(posted, { id, taken: `goes on without task ${task}` }))
  return exitCodes.done
}
