import type { Content, ConversationEntry, Reply } from '@harness/kernel'
import type { coloursFor } from './colours.ts'
import { plainLine, plainText } from './plain-text.ts'

type Colour = ReturnType<typeof coloursFor>

/** What the model sees, whole: each message under a line that says which event it stands behind and who says it. */
export const printConversation = (entries: readonly ConversationEntry[], colour: Colour): string =>
  entries.map((entry) => `${head(entry, colour)}\n${body(entry, colour)}`).join('\n')

function head({ seq, origin, call, message }: ConversationEntry, colour: Colour): string {
  const whose = message.role === 'tool' ? ` ${plainLine(message.name)} ${call ?? ''}` : ''
  const how = message.role === 'tool' && message.failed ? colour('red', ' failed') : ''
  return `${colour('dim', `#${seq}`)} ${colour('bold', origin)}${whose.trimEnd()}${how}`
}

function body({ seq, message }: ConversationEntry, colour: Colour): string {
  if (message.role === 'assistant') return reply(message.reply, { seq, colour })
  return message.content.map((part) => lines(textOf(part))).join('')
}

const textOf = (part: Content[number]): string =>
  part.type === 'text' ? part.text : `[image ${part.mediaType} ${part.artifact}]`

/** Calls are named as their results are: by the reply's event and their place in it. */
function reply({ parts }: Reply, { seq, colour }: { seq: number; colour: Colour }): string {
  let calls = 0
  return parts
    .map((part) => {
      switch (part.type) {
        case 'text':
          return lines(part.text)
        case 'reasoning':
          return colour('dim', lines(`(reasoning) ${part.text}`))
        case 'call':
          return lines(`→ ${plainLine(part.name)} ${seq}.${calls++} ${part.input}`)
      }
    })
    .join('')
}

/** Indented, so that nothing in a text looks like the line above a message. */
const lines = (text: string): string =>
  plainText(text)
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => `${`  ${line}`.trimEnd()}\n`)
    .join('')
