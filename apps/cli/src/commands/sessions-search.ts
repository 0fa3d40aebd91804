import { searchSessions } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { wholeNumber } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { searchFlags } from '../parse/session-flags.ts'
import { jsonText } from '../print/json-text.ts'
import { sessionTable } from '../print/session-table.ts'

const usual = 20

/** `harness sessions search "words"`. */
export async function sessionsSearch(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, searchFlags)
  const words = positionals.join(' ').trim()
  if (words === '') throw new UsageError('For what? harness sessions search "words".')
  const limit = wholeNumber('limit', values.limit) ?? usual
  const { all = false, json = false } = values
  // One more than is shown says whether there are more.
  const found = await searchSessions(words, { all, limit: limit + 1 })
  const shown = found.slice(0, limit)
  if (json) process.stdout.write(`${jsonText(shown, 2)}\n`)
  else process.stdout.write(sessionTable(shown, { all, words, screen: process.stdout }))
  const where = all ? 'No session' : 'No session of this folder'
  if (found.length === 0 && !json)
    process.stderr.write(`${where} has all of that${all ? '' : '; --all looks at every one'}.\n`)
  if (found.length > limit && !json)
    process.stderr.write(`There are more: --limit ${limit * 2} shows them.\n`)
  return exitCodes.done
}
