import type { Content, ModelRequest } from '@harness/kernel'

type Block =
  | { type: 'text'; text: string }
  | { type: 'image'; source: { type: 'base64'; media_type: string; data: string } }

export const hasImages = (content: Content): boolean => content.some(({ type }) => type === 'image')

/** A content as blocks. The API refuses text that is nothing but space. */
export async function contentBlocks(
  content: Content,
  image: ModelRequest['image'],
): Promise<Block[]> {
  const blocks = await Promise.all(content.map((part) => blockOf(part, image)))
  return blocks.filter((block) => block.type !== 'text' || block.text.trim() !== '')
}

async function blockOf(part: Content[number], image: ModelRequest['image']): Promise<Block> {
  if (part.type === 'text') return { type: 'text', text: part.text }
  const bytes = await image(part.artifact)
  if (!bytes) return { type: 'text', text: '[an image that is no longer there]' }
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return { type: 'image', source: { type: 'base64', media_type: part.mediaType, data } }
}
