import { renameSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { plainLine } from '../print/plain-text.ts'

/** `harness sessions rename ID "title"`. */
export async function sessionsRename(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const { id, rest } = sessionIdOf('rename', positionals)
  const title = rest.join(' ')
  if (title.trim() === '')
    throw new UsageError('What is it to be called? harness sessions rename ID "title".')
  const whole = await renameSession(id, title)
  process.stderr.write(`Session ${whole} is called ${plainLine(title)}\n`)
  return exitCodes.done
}
