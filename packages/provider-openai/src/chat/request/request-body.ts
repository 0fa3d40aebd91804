import type { Json, ModelRequest, ToolSchema } from '@harness/kernel'
import { promptCacheKey } from '../../prompt-cache-key.ts'
import type { Dialect } from './dialect.ts'

/**
 * The body of a chat completion: what was asked for and nothing else, in a stable order so that prompt caches hold.
 * @param messages Their JSON.
 */
export function requestBody(
  { model, tools, output, key }: ModelRequest,
  messages: string,
  dialect: Dialect,
): string {
  const rest = JSON.stringify({
    ...(tools.length > 0 && { tools: tools.map(wireTool) }),
    ...(model.temperature !== undefined && { temperature: model.temperature }),
    ...(model.maxOutputTokens !== undefined && { [dialect.maxTokensField]: model.maxOutputTokens }),
    ...(model.reasoningEffort !== undefined && { reasoning_effort: model.reasoningEffort }),
    ...(output !== undefined && dialect.output && { response_format: responseFormat(output) }),
    ...(dialect.cacheKey && { prompt_cache_key: promptCacheKey(key) }),
    stream: true,
    ...(dialect.usage !== 'refused' && { stream_options: { include_usage: true } }),
  })
  return `{"model":${JSON.stringify(model.id)},"messages":${messages},${rest.slice(1)}`
}

const responseFormat = (schema: Json) => ({
  type: 'json_schema',
  json_schema: { name: 'output', schema, strict: false },
})

const wireTool = ({ name, description, input }: ToolSchema) => ({
  type: 'function',
  function: { name, description, parameters: input },
})
