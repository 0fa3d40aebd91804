import { postInput } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { readPrompt } from '../parse/read-prompt.ts'
import { sessionIdOf } from '../parse/session-id.ts'

/** `harness sessions post ID "text"`. */
export async function sessionsPost(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const { id, rest } = sessionIdOf('post', positionals)
  const text = await readPrompt({ words: rest, files: [], folder: process.cwd(), optional: false })
  const posted = await postInput(id, text ?? '')
  process.stderr.write(
    posted === 'delivered'
      ? 'Posted: the process that runs the session takes it up at its next turn.\n'
      : `Posted. Nobody runs the session now: harness --resume ${id} does.\n`,
  )
  return exitCodes.done
}
