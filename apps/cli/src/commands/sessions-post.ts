import { postInput } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { postFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { readPrompt } from '../parse/read-prompt.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { wherePosted } from '../print/where-posted.ts'

/** `harness sessions post ID "text"`. */
export async function sessionsPost(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, postFlags)
  const { id, rest } = sessionIdOf('post', positionals)
  const text = await readPrompt({ words: rest, files: [], folder: process.cwd(), optional: false })
  const isLate = values['follow-up'] === true
  const posted = await postInput(id, text ?? '', { mode: isLate ? 'follow-up' : 'steer' })
  const taken = isLate
    ? 'takes it up when the model has nothing left to do'
    : 'takes it up at its next turn'
  process.stderr.write(wherePosted(posted, { id, taken }))
  return exitCodes.done
}
