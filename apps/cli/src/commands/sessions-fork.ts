import { forkSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { forkFlags } from '../parse/session-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { wholeNumber } from '../parse/numbers.ts'

/** `harness sessions fork ID[@SEQ]`: prints the id of the new one, and nothing else on standard output. */
export async function sessionsFork(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, forkFlags)
  const { id: place, rest } = sessionIdOf('fork', positionals)
  refuseWords('sessions fork ID[@SEQ]', rest)
  const [, id = place, seq] = /^([^@]*)@(.*)$/su.exec(place) ?? []
  const at = wholeNumber('fork', seq)
  const { title } = values
  const fork = await forkSession(id, {
    ...(at !== undefined && { at }),
    ...(title !== undefined && { title }),
  })
  process.stdout.write(`${fork}\n`)
  process.stderr.write(`Go on with it: harness --resume ${fork} "another way"\n`)
  return exitCodes.done
}
