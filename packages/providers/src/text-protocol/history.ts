import { contentText, type Content, type Message, type ReplyPart } from '@harness/kernel'
import { writtenOf, type Written } from './call-part.ts'

type ToolMessage = Extract<Message, { role: 'tool' }>

/**
 * Writes conversations as a model sees them that knows no tools: its calls are the text that it wrote, results are what
 * the user says next. The same messages give the same objects, so that what others keep by them holds.
 */
export class History {
  readonly #written = new WeakMap<Message, Message>()

  write(messages: readonly Message[]): Message[] {
    const calls = new Map<string, Written>()
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

function note(parts: readonly ReplyPart[], calls: Map<string, Written>): void {
  for (const part of parts) {
    const written = part.type === 'call' ? writtenOf(part) : undefined
    if (part.type === 'call' && written) calls.set(part.id, written)
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
  `\n\`\`\`json\n{"tool": ${JSON.stringify(name)}, "args": ${input || '{}'}}\n\`\`\`\n`

function asUser(message: ToolMessage, calls: ReadonlyMap<string, Written>): Message {
  const { name, failed, content } = message
  const problem = calls.get(message.id)?.problem
  const head = `[${name}] ${failed ? 'failed:' : 'answered:'}`
  const said: Content =
    problem === undefined
      ? content
      : [{ type: 'text', text: correction(contentText(content), { name, problem }) }]
  return { role: 'user', content: [{ type: 'text', text: head }, ...said] }
}

/** What went wrong with a call, and how it is written: the model can follow it. */
const correction = (said: string, { name, problem }: { name: string; problem: string }) =>
  [
    `Your call was not run: ${problem}.`,
    `Write it again as one valid JSON object: {"tool": ${JSON.stringify(name === 'unnamed' ? '<name>' : name)}, "args": {…}}`,
    ...(name === 'unnamed' ? [said] : []),
  ].join('\n')
