import { contentText, type Content, type Message, type ReplyPart } from '@harness/kernel'
import { writtenOf } from './call-part.ts'

type ToolMessage = Extract<Message, { role: 'tool' }>

/** What a result has to say of the call that it answers. */
interface Asked {
  /** Which call of its reply it was, where there were several. */
  place: string
  problem: string | undefined
}

/**
 * Writes conversations as a model sees them that knows no tools: its calls are the text that it wrote, results are what
 * the user says next. The same messages give the same objects, so that what others keep by them holds.
 */
export class History {
  readonly #written = new WeakMap<Message, Message>()

  write(messages: readonly Message[]): Message[] {
    const calls = new Map<string, Asked>()
    return messages.map((message) => {
      if (message.role === 'user') return message
      if (message.role === 'assistant') note(message.reply.parts, calls)
      const known = this.#written.get(message)
      if (known) return known
      const written = message.role === 'assistant' ? asText(message) : asUser(message, calls)
      this.#written.set(message, written)
      return written
    })
  }
}

function note(parts: readonly ReplyPart[], calls: Map<string, Asked>): void {
  const made = parts.filter((part) => part.type === 'call')
  for (const [index, part] of made.entries()) {
    const place = made.length > 1 ? `, call ${index + 1} of ${made.length}` : ''
    calls.set(part.id, { place, problem: writtenOf(part)?.problem })
  }
}

function asText({ reply }: Extract<Message, { role: 'assistant' }>): Message {
  if (!reply.parts.some(({ type }) => type === 'call')) return { role: 'assistant', reply }
  const texts = reply.parts.map((part) => {
    if (part.type === 'text') return part.text
    if (part.type === 'reasoning') return ''
    return writtenOf(part)?.raw ?? nativeCall(part)
  })
  const parts: ReplyPart[] = reply.parts.filter(({ type }) => type === 'reasoning')
  return {
    role: 'assistant',
    reply: { ...reply, parts: [...parts, { type: 'text', text: texts.join('') }], stop: 'end' },
  }
}

/** A call that another model made by its wire's own means. */
const nativeCall = ({ name, input }: { name: string; input: string }) =>
  `\n\`\`\`json\n{"tool": ${JSON.stringify(name)}, "args": ${input.trim() || '{}'}}\n\`\`\`\n`

function asUser(message: ToolMessage, calls: ReadonlyMap<string, Asked>): Message {
  const { name, failed, content } = message
  const { place = '', problem } = calls.get(message.id) ?? {}
  const head = `[${name}${place}] ${failed ? 'failed:' : 'answered:'}`
  const said: Content =
    problem === undefined
      ? content
      : [{ type: 'text', text: correction(contentText(content), { name, problem }) }]
  return { role: 'user', content: [{ type: 'text', text: head }, ...said] }
}

/** What is wrong with a call, how it is written, and what else was said of it: it may be too long, or of no tool at all. */
const correction = (said: string, { name, problem }: { name: string; problem: string }) =>
  [
    `Your call was not run: ${problem}.`,
    `Write it again as one valid JSON object: {"tool": ${JSON.stringify(name === 'unnamed' ? '<name>' : name)}, "args": {…}}`,
    said,
  ].join('\n')
