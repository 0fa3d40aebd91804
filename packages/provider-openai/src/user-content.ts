import type { Content, ModelRequest } from '@harness/kernel'

/** A chunk of a user message, as the wire has it. */
export type WirePart =
  | { type: 'text'; text: string }
  | { type: 'image_url'; image_url: { url: string } }

/** A user's content: a plain string where there are no images, which every server understands. */
export async function userContent(
  content: Content,
  image: ModelRequest['image'],
): Promise<string | WirePart[]> {
  if (!hasImages(content)) return joinText(content)
  return Promise.all(content.map((part) => wirePart(part, image)))
}

export const hasImages = (content: Content): boolean => content.some(({ type }) => type === 'image')

/** The images of a content, which the wire takes only from users. */
export async function imageParts(
  content: Content,
  image: ModelRequest['image'],
): Promise<WirePart[]> {
  const images = content.filter(({ type }) => type === 'image')
  return Promise.all(images.map((part) => wirePart(part, image)))
}

/** The text parts, one after another. */
export const joinText = (content: Content): string =>
  content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')

async function wirePart(part: Content[number], image: ModelRequest['image']): Promise<WirePart> {
  if (part.type === 'text') return { type: 'text', text: part.text }
  const url = await imageUrl(part, image)
  return url === undefined
    ? { type: 'text', text: '[an image that is no longer there]' }
    : { type: 'image_url', image_url: { url } }
}

/** An image as an address that holds it; undefined when its bytes are gone. */
export async function imageUrl(
  { mediaType, artifact }: Extract<Content[number], { type: 'image' }>,
  image: ModelRequest['image'],
): Promise<string | undefined> {
  const bytes = await image(artifact)
  if (!bytes) return undefined
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return `data:${mediaType};base64,${data}`
}
