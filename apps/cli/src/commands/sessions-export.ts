import { exportSession, readSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { exportFlags, exportFormats } from '../parse/session-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { jsonText } from '../print/json-text.ts'
import { sessionMarkdown } from '../print/session-markdown.ts'
import { putOut } from '../print/put-out.ts'

type Format = (typeof exportFormats)[number]

/** `harness sessions export ID`. */
export async function sessionsExport(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, exportFlags)
  const { id, rest } = sessionIdOf('export', positionals)
  refuseWords('sessions export ID', rest)
  const { output, force = false } = values
  if (force && output === undefined) throw new UsageError('--force goes with --output FILE.')
  const format = exportFormats.find((one) => one === values.format) ?? 'markdown'
  const pieces = piecesOf(id, format)
  await putOut(pieces, { output, force })
  return exitCodes.done
}

async function* piecesOf(id: string, format: Format): AsyncGenerator<string> {
  switch (format) {
    case 'markdown':
      yield sessionMarkdown(await exportSession(id))
      break
    case 'json':
      yield `${jsonText(await exportSession(id), 2)}\n`
      break
    case 'jsonl':
      for await (const event of readSession(id)) yield `${jsonText(event)}\n`
  }
}
