import { sessionPage } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { pageFlags } from '../parse/trace-flags.ts'
import { putOut } from '../print/put-out.ts'
import { newestSession } from './newest-session.ts'

/** `harness trace html [ID]`. */
export async function traceHtml(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, pageFlags)
  const [id, ...rest] = positionals
  refuseWords('trace html [ID]', rest)
  const { output, force = false } = values
  if (force && output === undefined) throw new UsageError('--force goes with --output FILE.')
  if (output === undefined && process.stdout.isTTY) {
    throw new UsageError(
      'A page is for a browser: say --output FILE.html, or send it on with | or >.',
    )
  }
  const pieces = sessionPage(id ?? (await newestSession()))
  await putOut(pieces, { output, force })
  return exitCodes.done
}
