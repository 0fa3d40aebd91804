import { postAnswer, type AskAnswer, exactText } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { alwaysLayers, answerFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { describeCall } from '../print/describe-call.ts'
import { wherePosted } from '../print/where-posted.ts'

/** `harness sessions answer ID allow [--always WHERE]|deny ["reason"]`, or `say "text"` to a question. */
export async function sessionsAnswer(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, answerFlags)
  const { id, rest } = sessionIdOf('answer', positionals)
  const [word, ...words] = rest
  const given = answerOf(word, words)
  const always = alwaysLayers.find((layer) => layer === values.always)
  if (always !== undefined && word !== 'allow')
    throw new UsageError(
      '--always goes with allow: harness sessions answer ID allow --always session.',
    )
  const answer = always === undefined ? given : { ...given, always }
  const { posted, calls, rules } = await postAnswer(id, answer)
  const verb =
    answer.answer !== undefined ? 'Answered' : answer.decision === 'allow' ? 'Allowed' : 'Denied'
  for (const { tool, input } of calls)
    process.stderr.write(`${verb}: ${describeCall(tool, input)}\n`)
  for (const rule of rules) process.stderr.write(`From now on: ${exactText(rule)}\n`)
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
