import { readConversation, readSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { wholeNumber } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { showFlags } from '../parse/session-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { coloursFor } from '../print/colours.ts'
import { printConversation } from '../print/conversation.ts'
import { printTimeline } from '../print/timeline.ts'

interface Showing {
  /** Up to this event. */
  at: number | undefined
  json: boolean
}

/** `harness sessions show ID`: what happened, or with `--conversation` what the model sees. */
export async function sessionsShow(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, showFlags)
  const { id, rest } = sessionIdOf('show', positionals)
  refuseWords('sessions show ID', rest)
  const showing = { at: wholeNumber('at', values.at), json: values.json ?? false }
  await (values.conversation ? showConversation(id, showing) : showTimeline(id, showing))
  return exitCodes.done
}

async function showConversation(id: string, { at, json }: Showing): Promise<void> {
  const entries = await readConversation(id, at === undefined ? {} : { at })
  if (json) for (const entry of entries) process.stdout.write(`${JSON.stringify(entry)}\n`)
  else if (entries.length === 0) process.stderr.write('The model has seen nothing there.\n')
  else process.stdout.write(printConversation(entries, coloursFor(process.stdout)))
}

/** What stands before a damage is shown before it is reported. */
async function showTimeline(id: string, { at, json }: Showing): Promise<void> {
  const { timelineProjection } = await import('@harness/kernel')
  let timeline = timelineProjection.initial()
  let last = 0
  try {
    for await (const event of readSession(id)) {
      if (json) process.stdout.write(`${JSON.stringify(event)}\n`)
      else timeline = timelineProjection.evolve(timeline, event)
      last = event.seq
      if (last === at) break
    }
  } finally {
    if (!json) process.stdout.write(printTimeline(timeline.rows))
  }
  if (at === undefined || last === at) return
  throw new UsageError(`There is no event ${at}: session ${id} has the events 1 to ${last}.`)
}
