import { followSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { followLine } from '../print/follow-line.ts'

/** `harness sessions follow ID`: until Ctrl-C, which touches nothing but the looking on. */
export async function sessionsFollow(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const { id, rest } = sessionIdOf('follow', positionals)
  refuseWords('sessions follow ID', rest)
  const over = new AbortController()
  let exitCode: number = exitCodes.done
  watchSignals({
    cancel: () => over.abort('over'),
    stop: (code) => {
      exitCode = code
      over.abort('over')
    },
    leave: () => {},
  })
  const { StreamMapping } = await import('@harness/kernel')
  const mapping = new StreamMapping()
  try {
    for await (const event of followSession(id, { signal: over.signal })) {
      for (const line of mapping.event(event)) {
        process.stdout.write(values.json ? `${JSON.stringify(line)}\n` : followLine(line))
      }
    }
  } catch (error) {
    if (!over.signal.aborted) throw error
  }
  return exitCode
}
