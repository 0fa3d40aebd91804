import { contentText, textContent, type Content, type Event } from '@harness/kernel'
import { isVendors } from './is-vendors.ts'

/**
 * The event without what was said and done in it: enough for numbers, names and times, in a fraction of the memory. Of an
 * input its first words stay, since a session may be called by them; of a call the arguments.
 */
export function withoutContent(event: Event): Event {
  switch (event.type) {
    case 'input.received':
      return { ...event, data: { ...event.data, content: beginning(event.data.content) } }
    case 'model.settled': {
      if (event.data.kind !== 'replied') return event
      const parts = event.data.reply.parts.filter(({ type }) => type === 'call')
      return { ...event, data: { ...event.data, reply: { ...event.data.reply, parts } } }
    }
    case 'tool.settled':
      return 'content' in event.data
        ? { ...event, data: { ...event.data, content: beginning(event.data.content) } }
        : event
    case 'task.settled': {
      if (event.data.kind !== 'ended') return event
      const { result } = event.data
      const shorter = { ...result, content: beginning(result.content) }
      return { ...event, data: { ...event.data, result: shorter } }
    }
    default:
      return isVendors(event) ? { ...event, data: null } : event
  }
}

const words = 200

function beginning(content: Content): Content {
  const text = contentText(content)
  return text.length <= words ? content : textContent(copied(text.slice(0, words)))
}

/** A slice keeps the whole text alive; what is made anew does not. */
const copied = (text: string): string => text.split('').join('')
