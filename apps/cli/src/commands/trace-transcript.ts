import { mapTexts, maskSecrets } from '@harness/kernel'
import { readTranscripts, type ModelCall } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { transcriptFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { jsonText } from '../print/json-text.ts'
import { callRow, printExchanges } from '../print/transcript.ts'
import { newestSession } from './newest-session.ts'

/** `harness trace transcript [ID] [N]`: the model calls of a session, or what went over the wire for one of them. */
export async function traceTranscript(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, transcriptFlags)
  const [first = ''] = positionals
  const named = first === '' || /^-?\d{1,6}$/.test(first) ? undefined : first
  const [word, ...rest] = named === undefined ? positionals : positionals.slice(1)
  refuseWords('trace transcript [ID] [N]', rest)
  if (named !== undefined && values.session !== undefined) {
    throw new UsageError(`Which session? ${named} is one, and so is that of --session.`)
  }
  const session = named ?? values.session ?? (await newestSession())
  if (word === undefined) return listCalls(session, values.json ?? false)
  const { call, exchanges } = await callOf(session, word)
  if (values.json) {
    const { exchanges: _, ...about } = call
    process.stdout.write(`${jsonText(mapTexts({ ...about, exchanges }, maskSecrets), 2)}\n`)
  } else process.stdout.write(maskSecrets(printExchanges(call, exchanges, process.stdout.isTTY)))
  return exitCodes.done
}

async function listCalls(session: string, isJson: boolean): Promise<number> {
  for await (const call of readTranscripts(session)) {
    const exchanges = await call.exchanges()
    const { exchanges: _, ...about } = call
    const kept = exchanges !== null
    process.stdout.write(
      isJson ? `${JSON.stringify({ ...about, kept })}\n` : callRow(call, exchanges),
    )
  }
  return exitCodes.done
}

async function callOf(session: string, word: string) {
  const wanted = Number(word)
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw new UsageError(
      `Which call? harness trace transcript N: ${JSON.stringify(word)} is no number from 1.`,
    )
  }
  let last: ModelCall | undefined
  for await (const call of readTranscripts(session)) {
    if (call.call === wanted) return { call, exchanges: await call.exchanges() }
    last = call
  }
  const there = last ? `it has calls 1 to ${last.call}` : 'it called no model'
  throw new UsageError(`Session ${session} has no model call ${wanted}: ${there}.`)
}
