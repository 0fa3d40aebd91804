import type { Json, Reply, ReplyPart } from '@harness/kernel'
import { ownOpaque, textOf } from '@harness/kernel/wire'

type Members = Record<string, Json>

/**
 * An earlier reply as the server sent it: text, calls with their own ids and argument text, and the reasoning in the
 * members it came in. What another provider marked as its own stays away.
 */
export function assistantMessage(reply: Reply, provider: string): Members {
  const calls = reply.parts.filter((part) => part.type === 'call')
  const text = reply.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  return {
    role: 'assistant',
    // Without text or calls a message still needs a content.
    content: thinkingContent(reply, provider) ?? (text || (calls.length > 0 ? null : '')),
    ...(calls.length > 0 && { tool_calls: calls.map((call) => toolCall(call, provider)) }),
    ...reasoningMembers(reply, provider),
  }
}

function toolCall(call: Extract<ReplyPart, { type: 'call' }>, provider: string): Json {
  const extra = ownOpaque(call, provider)?.['extra']
  return {
    id: call.id,
    type: 'function',
    // A call without arguments is an empty text on the way here; servers want JSON on the way back.
    function: { name: call.name, arguments: call.input || '{}' },
    ...(extra !== undefined && { extra_content: extra }),
  }
}

function reasoningMembers(reply: Reply, provider: string): Members {
  const members: Members = {}
  const details: Json[] = []
  for (const part of reply.parts) {
    const mark = part.type === 'reasoning' ? ownOpaque(part, provider) : undefined
    const field = textOf(mark?.['field'])
    if (part.type !== 'reasoning' || !mark || !field) continue
    if (Array.isArray(mark['details'])) details.push(...mark['details'])
    if (field !== 'reasoning_content' && field !== 'reasoning') continue
    members[field] = `${textOf(members[field]) ?? ''}${part.text}`
  }
  return details.length > 0 ? { ...members, reasoning_details: details } : members
}

/** Mistral has its reasoning inside the content, as chunks beside the text. */
function thinkingContent({ parts }: Reply, provider: string): Json[] | undefined {
  const thinks = (part: ReplyPart) =>
    part.type === 'reasoning' && ownOpaque(part, provider)?.['field'] === 'thinking'
  if (!parts.some(thinks)) return undefined
  return parts.flatMap((part): Json[] => {
    const text = { type: 'text', text: part.type === 'call' ? '' : part.text }
    if (thinks(part)) return [{ type: 'thinking', thinking: [text] }]
    return part.type === 'text' ? [text] : []
  })
}
