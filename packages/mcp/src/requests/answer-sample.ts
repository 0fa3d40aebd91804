import type { CreateMessageRequestParams, CreateMessageResult } from '@modelcontextprotocol/client'
import type { McpHost, McpSampleMessage } from '../mcp-host.ts'

interface Place {
  server: string
  signal: AbortSignal
  sample: NonNullable<McpHost['sample']>
}

/** Asks the model for a server. Tools and the context of other servers are not to be had. */
export async function answerSample(
  { messages, systemPrompt, maxTokens }: CreateMessageRequestParams,
  { server, signal, sample }: Place,
): Promise<CreateMessageResult> {
  try {
    const request = {
      server,
      ...(systemPrompt !== undefined && { system: systemPrompt }),
      messages: messages.map(messageOf),
      maxTokens,
    }
    const { model, text, stopReason = 'endTurn' } = await sample(request, { signal })
    return { role: 'assistant', model, stopReason, content: { type: 'text', text } }
  } catch (error) {
    // Why is no business of the server's: a provider's error may name keys.
    throw new Error('The model was not asked, or did not answer.', { cause: error })
  }
}

function messageOf({
  role,
  content,
}: CreateMessageRequestParams['messages'][number]): McpSampleMessage {
  const parts = Array.isArray(content) ? content : [content]
  return {
    role,
    content: parts.map((part) => {
      if (part.type === 'text') return { type: 'text', text: part.text }
      if (part.type === 'image') {
        const data = new Uint8Array(Buffer.from(part.data, 'base64'))
        return { type: 'image', mediaType: part.mimeType, data }
      }
      return { type: 'text', text: `[content of the type ${part.type} is left out]` }
    }),
  }
}
