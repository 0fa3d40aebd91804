import {
  contentTokens,
  estimateTokens,
  messageTokens,
  type ConversationEntry,
  type Instructions,
  type Reply,
} from '@harness/kernel'

/** What a request to a model is made of. */
export interface ContextPart {
  /** `results` are of tools, by name where `tool` is given. */
  what: 'system' | 'tools' | 'inputs' | 'summary' | 'replies' | 'reasoning' | 'calls' | 'results'
  tool?: string
  /** Messages, or parts of them. */
  count: number
  /** Roughly, by the kernel's own estimate. */
  tokens: number
}

/** The composition of a context window: what takes how much of the next request, the most first. */
export function contextParts(
  { system, tools }: Instructions,
  entries: readonly ConversationEntry[],
): ContextPart[] {
  const parts = new Map<string, ContextPart>()
  const add = (part: Omit<ContextPart, 'count'>) => {
    const key = `${part.what} ${part.tool ?? ''}`
    const before = parts.get(key)
    const sum = { count: (before?.count ?? 0) + 1, tokens: (before?.tokens ?? 0) + part.tokens }
    parts.set(key, { ...part, ...sum })
  }
  add({ what: 'system', tokens: estimateTokens(system) })
  for (const tool of tools) add({ what: 'tools', tokens: estimateTokens(JSON.stringify(tool)) })
  for (const { origin, message } of entries) {
    if (message.role === 'tool') {
      add({ what: 'results', tool: message.name, tokens: contentTokens(message.content) })
    } else if (message.role === 'assistant') {
      addReply(message.reply, add)
    } else {
      const what = origin === 'summary' ? 'summary' : 'inputs'
      add({ what, tokens: messageTokens(message) })
    }
  }
  return [...parts.values()].toSorted((one, other) => other.tokens - one.tokens)
}

function addReply(reply: Reply, add: (part: Omit<ContextPart, 'count'>) => void): void {
  for (const part of reply.parts) {
    const tokens = messageTokens({ role: 'assistant', reply: { ...reply, parts: [part] } })
    add({ what: whats[part.type], tokens })
  }
}

const whats = { text: 'replies', reasoning: 'reasoning', call: 'calls' } as const
