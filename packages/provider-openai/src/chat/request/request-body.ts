import type { ModelRequest, ToolSchema } from '@harness/kernel'
import type { Dialect } from './dialect.ts'

/**
 * The body of a chat completion: what was asked for and nothing else, in a stable order so that prompt caches hold.
 * @param messages Their JSON.
 */
export function requestBody(
  { model, tools }: ModelRequest,
  messages: string,
  dialect: Dialect,
): string {
  const rest = JSON.stringify({
    ...(tools.length > 0 && { tools: tools.map(wireTool) }),
    ...(model.temperature !== undefined && { temperature: model.temperature }),
    ...(model.maxOutputTokens !== undefined && { [dialect.maxTokensField]: model.maxOutputTokens }),
    ...(model.reasoningEffort !== undefined && { reasoning_effort: model.reasoningEffort }),
    stream: true,
    ...(dialect.usage !== 'refused' && { stream_options: { include_usage: true } }),
  })
  return `{"model":${JSON.stringify(model.id)},"messages":${messages},${rest.slice(1)}`
}

const wireTool = ({ name, description, input }: ToolSchema) => ({
  type: 'function',
  function: { name, description, parameters: input },
})
