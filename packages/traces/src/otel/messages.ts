// Messages as the conventions have them: `gen-ai-input-messages.json`, `gen-ai-output-messages.json`,
// `gen-ai-system-instructions.json` and `gen-ai-tool-definitions.json`.
import type { Content, Json } from '@harness/kernel'
import { jsonIn } from '../model/json-in.ts'
import { maskJson } from '../model/mask-json.ts'
import type { CallStep, ModelStep } from '../model/trace.ts'

type Part =
  | { type: 'text' | 'reasoning'; content: string }
  | { type: 'uri'; modality: 'image'; mime_type: string; uri: string }
  | { type: 'tool_call'; id: string; name: string; arguments: Json }
  | { type: 'tool_call_response'; id: string; response: string }

export interface ChatMessage {
  role: 'user' | 'assistant' | 'tool'
  parts: Part[]
}

export interface OutputMessage extends ChatMessage {
  finish_reason: string
}

export const userMessage = (content: Content): ChatMessage => ({
  role: 'user',
  parts: partsOf(content),
})

/** Images are named, not copied. */
const partsOf = (content: Content): Part[] =>
  content.map((part) =>
    part.type === 'text'
      ? { type: 'text', content: part.text }
      : { type: 'uri', modality: 'image', mime_type: part.mediaType, uri: `urn:${part.artifact}` },
  )

/** What a call came to, for the model. */
export const toolMessage = ({ providerId, content }: CallStep): ChatMessage => ({
  role: 'tool',
  parts: [{ type: 'tool_call_response', id: providerId, response: resultText(content) }],
})

export const resultText = (content: Content): string =>
  content.map((part) => (part.type === 'text' ? part.text : `[image ${part.artifact}]`)).join('\n')

export const outputMessage = (step: ModelStep): OutputMessage => ({
  role: 'assistant',
  parts: [
    ...(step.reasoning === '' ? [] : [{ type: 'reasoning' as const, content: step.reasoning }]),
    ...(step.text === '' ? [] : [{ type: 'text' as const, content: step.text }]),
    ...step.calls.map((call) => ({
      type: 'tool_call' as const,
      id: call.providerId,
      name: call.tool,
      arguments: jsonIn(call.input) ?? call.input,
    })),
  ],
  finish_reason: finishReason(step.stop),
})

/** Why a model stopped, in the words of the conventions. */
export function finishReason(stop: string | null): string {
  switch (stop) {
    case null:
      return 'error'
    case 'end':
      return 'stop'
    case 'calls':
      return 'tool_call'
    default:
      return stop
  }
}

/** As an attribute: structure as JSON, since few readers of spans take any other. */
export const messagesText = (value: unknown, mask: (text: string) => string): string =>
  JSON.stringify(maskJson(value, mask))
