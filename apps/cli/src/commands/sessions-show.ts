import { readConversation, readSession, readTrace } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { wholeNumber } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { showFlags } from '../parse/session-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { coloursFor } from '../print/colours.ts'
import { printConversation } from '../print/conversation.ts'
import { everything, showTrace, tellDamage } from '../print/trace/show-trace.ts'

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
  return values.conversation ? showConversation(id, showing) : showTimeline(id, showing)
}

async function showConversation(id: string, { at, json }: Showing): Promise<number> {
  const entries = await readConversation(id, at === undefined ? {} : { at })
  if (json) for (const entry of entries) process.stdout.write(`${JSON.stringify(entry)}\n`)
  else if (entries.length === 0) process.stderr.write('The model has seen nothing there.\n')
  else process.stdout.write(printConversation(entries, coloursFor(process.stdout)))
  return exitCodes.done
}

/** As `trace show` shows it; for programs the events themselves. */
async function showTimeline(id: string, { at, json }: Showing): Promise<number> {
  if (!json) {
    const trace = await readTrace(id, at === undefined ? {} : { at })
    showTrace(trace, everything)
    return tellDamage(trace)
  }
  let last = 0
  for await (const event of readSession(id)) {
    process.stdout.write(`${JSON.stringify(event)}\n`)
    last = event.seq
    if (last === at) break
  }
  if (at === undefined || last === at) return exitCodes.done
  throw new UsageError(`There is no event ${at}: session ${id} has the events 1 to ${last}.`)
}
