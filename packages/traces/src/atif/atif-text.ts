import type { Content } from '@harness/kernel'
import type { AtifContent, AtifPart } from './atif.ts'

/** What people and models read of a message: an image is named, not shown. */
export const textOfAtif = (content: AtifContent | null | undefined): string =>
  typeof content === 'string' ? content : (content ?? []).map(partText).join('\n')

const partText = ({ type, text, source }: AtifPart): string =>
  type === 'image' && source ? `[image ${source.path}]` : (text ?? '')

/** A text, or parts where there are images. These are named by their artifacts. */
export function atifContent(content: Content): AtifContent {
  if (content.every(({ type }) => type === 'text')) {
    return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
  }
  return content.map((part): AtifPart => {
    if (part.type === 'text') return { type: 'text', text: part.text }
    const kind = mediaTypes.find((one) => one === part.mediaType)
    if (kind) return { type: 'image', source: { media_type: kind, path: part.artifact } }
    return { type: 'text', text: `[image ${part.artifact}, ${part.mediaType}]` }
  })
}

const mediaTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const
