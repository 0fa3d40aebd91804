import { postAnswer, type AskAnswer } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { describeCall } from '../print/describe-call.ts'
import { wherePosted } from '../print/where-posted.ts'

/** `harness sessions answer ID allow|deny ["reason"]`, or `say "text"` to a question. */
export async function sessionsAnswer(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const { id, rest } = sessionIdOf('answer', positionals)
  const [word, ...words] = rest
  const answer = answerOf(word, words)
  const { posted, calls } = await postAnswer(id, answer)
  const verb =
    answer.answer !== undefined ? 'Answered' : answer.decision === 'allow' ? 'Allowed' : 'Denied'
  for (const { tool, input } of calls)
    process.stderr.write(`${verb}: ${describeCall(tool, input)}\n`)
  process.stderr.write(wherePosted(posted, { id, taken: 'goes on with it' }))
  return exitCodes.done
}

function answerOf(word: string | undefined, words: readonly string[]): AskAnswer {
  const text = words.join(' ')
  switch (word) {
    case 'allow':
      refuseWords('sessions answer ID allow', words)
      return { decision: 'allow' }
    case 'deny': {
      const reason = text === '' ? 'The person said no.' : `The person said: ${text}`
      return { decision: 'deny', reason }
    }
    case 'say':
      if (text !== '') return { decision: 'allow', answer: text }
      throw new UsageError('Say what? harness sessions answer ID say "text".')
    default: {
      const what = word === undefined ? '' : `, not ${JSON.stringify(word)}`
      throw new UsageError(
        `The answer is allow, deny or say${what}: harness sessions answer ID allow.`,
      )
    }
  }
}
