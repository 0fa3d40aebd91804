import { estimateTokens, replyCalls, replyText, type ConversationEntry } from '@harness/kernel'
import { earlierSummary } from './earlier-summary.ts'

/** Characters of one line. */
const lineChars = 200

/** What was done, a line for each thing, the newest of at most so many tokens: a summary without a model. */
export function digestOf(entries: readonly ConversationEntry[], tokens: number): string {
  const lines = entries.flatMap(linesOf)
  const kept: string[] = []
  let room = tokens
  for (const line of lines.toReversed()) {
    room -= estimateTokens(line) + 1
    if (room < 0) break
    kept.push(line)
  }
  const missing = lines.length - kept.length
  return [
    ...(missing > 0 ? [`[${missing} earlier lines left out]`] : []),
    ...kept.toReversed(),
  ].join('\n')
}

function linesOf({ origin, message }: ConversationEntry): string[] {
  if (message.role === 'assistant') {
    const said = replyText(message.reply).trim()
    const calls = replyCalls(message.reply).map(({ name, input }) => `- called ${name} ${input}`)
    return [...(said === '' ? [] : [`- said: ${said}`]), ...calls].map(oneLine)
  }
  // An earlier summary stays as it is, line by line.
  if (origin !== 'summary') return []
  return earlierSummary(message.content).split('\n')
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= lineChars ? line : `${line.slice(0, lineChars).toWellFormed()}…`
}
