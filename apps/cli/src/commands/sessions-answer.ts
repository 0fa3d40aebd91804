import { postAnswer } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { describeCall } from '../print/describe-call.ts'
import { wherePosted } from '../print/where-posted.ts'

/** `harness sessions answer ID allow|deny ["reason"]`. */
export async function sessionsAnswer(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const { id, rest } = sessionIdOf('answer', positionals)
  const [word, ...words] = rest
  const decision = decisionOf(word)
  if (decision === 'allow') refuseWords('sessions answer ID allow', words)
  const reason = words.length > 0 ? `The person said: ${words.join(' ')}` : 'The person said no.'
  const answer = decision === 'allow' ? { decision } : { decision, reason }
  const { posted, calls } = await postAnswer(id, answer)
  const verb = decision === 'allow' ? 'Allowed' : 'Denied'
  for (const { tool, input } of calls)
    process.stderr.write(`${verb}: ${describeCall(tool, input)}\n`)
  process.stderr.write(wherePosted(posted, { id, taken: 'goes on with it' }))
  return exitCodes.done
}

function decisionOf(word: string | undefined): 'allow' | 'deny' {
  if (word === 'allow' || word === 'deny') return word
  const what = word === undefined ? '' : `, not ${JSON.stringify(word)}`
  throw new UsageError(`The answer is allow or deny${what}: harness sessions answer ID allow.`)
}
