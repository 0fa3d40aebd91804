import { mapTexts, maskSecrets } from '@harness/kernel'
import { readState, type SessionState } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { wholeNumber } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { traceStateFlags } from '../parse/trace-flags.ts'
import { coloursFor } from '../print/colours.ts'
import { printConversation } from '../print/conversation.ts'
import { jsonText } from '../print/json-text.ts'
import { plainText } from '../print/plain-text.ts'
import { screenColumns } from '../print/trace/screen-columns.ts'
import { stateText } from '../print/trace/state-text.ts'
import { newestSession } from './newest-session.ts'
import { keepHeapSmall } from './small-heap.ts'

/** `harness trace state [ID] --at SEQ`: everything that counts behind an event. */
export async function traceState(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, traceStateFlags)
  const [id = await newestSession(), ...rest] = positionals
  refuseWords('trace state [ID]', rest)
  keepHeapSmall()
  const at = wholeNumber('at', values.at)
  const state = await readState(id, at === undefined ? {} : { at })
  if (values.prompt) showPrompt(state, values.json ?? false)
  else if (values.json) process.stdout.write(`${jsonText(mapTexts(state, maskSecrets), 2)}\n`)
  else process.stdout.write(stateText(state, screenColumns(process.stdout)))
  return exitCodes.done
}

/** What the next request says to the model: system prompt, tools, messages. */
function showPrompt(
  { session, seq, instructions, conversation }: SessionState,
  json: boolean,
): void {
  if (!instructions) {
    throw new UsageError(
      `Behind event ${seq} session ${session} has no prompt: it is not configured there.`,
    )
  }
  const { system, tools } = instructions
  if (json) {
    const messages = conversation.map(({ message }) => message)
    process.stdout.write(`${jsonText(mapTexts({ system, tools, messages }, maskSecrets), 2)}\n`)
    return
  }
  const isTerminal = process.stdout.isTTY
  const shown = (text: string) => (isTerminal ? plainText(maskSecrets(text)) : maskSecrets(text))
  process.stdout.write(`# System\n\n${shown(system)}\n\n# Tools\n\n`)
  for (const { name, description, input } of tools) {
    process.stdout.write(
      `${shown(name)}: ${shown(description)}\n  ${shown(JSON.stringify(input))}\n`,
    )
  }
  process.stdout.write(
    `\n# Messages\n\n${maskSecrets(printConversation(conversation, coloursFor(process.stdout)))}`,
  )
}
