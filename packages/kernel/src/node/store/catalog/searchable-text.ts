import { contentText } from '../../../events/content.ts'
import type { Event } from '../../../events/event.ts'
import { replyText } from '../../../events/reply.ts'

/** What a search looks at: titles, inputs and replies. */
export function searchableText(event: Event): string | undefined {
  switch (event.type) {
    case 'session.created':
    case 'session.renamed':
      return event.data.title
    case 'input.received':
      return contentText(event.data.content)
    case 'model.settled':
      return event.data.kind === 'replied' ? replyText(event.data.reply) : undefined
    default:
      return undefined
  }
}
