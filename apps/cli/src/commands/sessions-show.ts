import { readSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { printTimeline } from '../print/timeline.ts'

/** `harness sessions show ID`. What stands before a damage is shown before it is reported. */
export async function sessionsShow(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const { id, rest } = sessionIdOf('show', positionals)
  refuseWords('sessions show ID', rest)
  const { timelineProjection } = await import('@harness/kernel')
  let timeline = timelineProjection.initial()
  try {
    for await (const event of readSession(id)) {
      if (values.json) process.stdout.write(`${JSON.stringify(event)}\n`)
      else timeline = timelineProjection.evolve(timeline, event)
    }
  } finally {
    if (!values.json) process.stdout.write(printTimeline(timeline.rows))
  }
  return exitCodes.done
}
