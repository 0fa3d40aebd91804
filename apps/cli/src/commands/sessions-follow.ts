import { followSession } from '@harness/sdk'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { lookOn } from '../person/look-on.ts'
import { followLine } from '../print/follow-line.ts'

/** `harness sessions follow ID`: until Ctrl-C, which touches nothing but the looking on. */
export async function sessionsFollow(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const { id, rest } = sessionIdOf('follow', positionals)
  refuseWords('sessions follow ID', rest)
  const { StreamMapping } = await import('@harness/kernel')
  const mapping = new StreamMapping()
  return lookOn(async (signal) => {
    for await (const event of followSession(id, { signal })) {
      for (const line of mapping.event(event)) {
        process.stdout.write(values.json ? `${JSON.stringify(line)}\n` : followLine(line))
      }
    }
  })
}
