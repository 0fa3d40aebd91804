import { contentText, estimateTokens, type ConversationEntry, type Message } from '@harness/kernel'
import { earlierSummary } from './earlier-summary.ts'

const most = { said: 2_000, call: 400, result: 800 }

/** A conversation as a text of at most so many tokens, roughly; what does not fit is left out from the old end. */
export function retell(entries: readonly ConversationEntry[], tokens: number): string {
  const told: string[] = []
  let room = tokens
  // What an earlier summary says is nowhere else.
  const earlier = entries.flatMap((entry) => (entry.origin === 'summary' ? [lineOf(entry)] : []))
  for (const line of earlier) room -= estimateTokens(line)
  for (const entry of entries.toReversed()) {
    if (entry.origin === 'summary') continue
    const line = lineOf(entry)
    room -= estimateTokens(line)
    if (room < 0) {
      told.push('[what came before is left out]')
      break
    }
    told.push(line)
  }
  return [...earlier, ...told.toReversed()].join('\n\n')
}

function lineOf({ origin, message }: ConversationEntry): string {
  const isSummary = origin === 'summary' && message.role === 'user'
  const text = isSummary ? earlierSummary(message.content) : textOf(message)
  // Nothing in a text can look like who says it.
  return `${speaker[origin]}:\n${text.replaceAll(/^/gmu, '  ')}`
}

const speaker = {
  summary: 'Earlier',
  person: 'Person',
  parent: 'Person',
  harness: 'Program',
  task: 'Program',
  model: 'Agent',
  tool: 'Result',
}

function textOf(message: Message): string {
  if (message.role !== 'assistant') {
    return cut(contentText(message.content), message.role === 'tool' ? most.result : most.said)
  }
  return message.reply.parts
    .flatMap((part) => {
      if (part.type === 'reasoning') return []
      if (part.type === 'text') return [cut(part.text, most.said)]
      return [`[calls ${part.name} ${cut(part.input, most.call)}]`]
    })
    .join('\n')
}

function cut(text: string, chars: number): string {
  if (text.length <= chars) return text
  const half = Math.floor(chars / 2)
  return `${text.slice(0, half)} […] ${text.slice(-half)}`.toWellFormed()
}
