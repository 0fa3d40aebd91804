import type { Message, ModelRequest } from '@harness/kernel'
import { assistantMessage } from './assistant-message.ts'
import { imageParts, joinText, userContent, type WirePart } from './user-content.ts'

/** The conversation as the wire has it. Images of results follow their group of results as a user's message. */
export async function wireMessages(request: ModelRequest, provider: string): Promise<object[]> {
  const wire: object[] = request.system === '' ? [] : [{ role: 'system', content: request.system }]
  let images: WirePart[] = []
  for (const message of request.messages) {
    if (message.role !== 'tool' && images.length > 0) {
      wire.push({ role: 'user', content: images })
      images = []
    }
    wire.push(await wireMessage(message, request, provider))
    if (message.role === 'tool') images.push(...(await resultImages(message, request)))
  }
  if (images.length > 0) wire.push({ role: 'user', content: images })
  return wire
}

async function wireMessage(
  message: Message,
  request: ModelRequest,
  provider: string,
): Promise<object> {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: await userContent(message.content, request.image) }
    case 'assistant':
      return assistantMessage(message.reply, provider)
    case 'tool':
      return { role: 'tool', tool_call_id: message.id, content: joinText(message.content) }
  }
}

type ToolMessage = Extract<Message, { role: 'tool' }>

async function resultImages(message: ToolMessage, { image }: ModelRequest): Promise<WirePart[]> {
  const images = await imageParts(message.content, image)
  if (images.length === 0) return []
  return [{ type: 'text', text: `Images of ${message.name} (${message.id}):` }, ...images]
}
