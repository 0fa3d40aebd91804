import { mapTexts, maskSecrets } from '@harness/kernel'
import { listSessions } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { listFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { jsonText } from '../print/json-text.ts'
import { sessionTable } from '../print/session-table.ts'

/** `harness sessions list`. */
export async function sessionsList(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, listFlags)
  refuseWords('sessions list', positionals)
  const { all = false, json = false } = values
  const sessions = await listSessions({ all })
  if (json) process.stdout.write(`${jsonText(mapTexts(sessions, maskSecrets), 2)}\n`)
  else if (sessions.length > 0)
    process.stdout.write(sessionTable(sessions, { all, screen: process.stdout }))
  else
    process.stderr.write(
      `There are no sessions${all ? '' : ' of this folder; --all lists every one'}.\n`,
    )
  return exitCodes.done
}
