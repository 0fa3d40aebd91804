import type { ModelRequest, ToolSchema } from '@harness/kernel'
import { promptCacheKey } from '../prompt-cache-key.ts'

/** Members that help and that an answer can do without: a server that does not know one is asked without it. */
export const optional = [
  'include',
  'store',
  'reasoning.summary',
  'text.format',
  'prompt_cache_key',
] as const

/** Where servers of this protocol differ. */
export interface ResponsesDialect {
  /** Which of the optional members are left out. */
  refused: readonly (typeof optional)[number][]
}

/**
 * The body of a request, in a stable order so that prompt caches hold. Nothing is kept on the server: reasoning comes and
 * goes encrypted.
 * @param input Its items, JSON.
 */
export function responsesBody(
  request: ModelRequest,
  input: string,
  { refused }: ResponsesDialect,
): string {
  const { model, system, tools, output, key } = request
  const takes = (member: (typeof optional)[number]) => !refused.includes(member)
  const head = {
    model: model.id,
    ...(system !== '' && { instructions: system }),
    ...(tools.length > 0 && { tools: tools.map(wireTool) }),
  }
  const tail = {
    ...(model.temperature !== undefined && { temperature: model.temperature }),
    ...(model.maxOutputTokens !== undefined && { max_output_tokens: model.maxOutputTokens }),
    ...(model.reasoningEffort !== undefined && {
      reasoning: {
        effort: model.reasoningEffort,
        ...(takes('reasoning.summary') && model.reasoningEffort !== 'none' && { summary: 'auto' }),
      },
    }),
    ...(output !== undefined &&
      takes('text.format') && {
        text: { format: { type: 'json_schema', name: 'output', schema: output, strict: false } },
      }),
    ...(takes('prompt_cache_key') && { prompt_cache_key: promptCacheKey(key) }),
    ...(takes('store') && { store: false }),
    ...(takes('include') && { include: ['reasoning.encrypted_content'] }),
    stream: true,
  }
  return `${JSON.stringify(head).slice(0, -1)},"input":${input},${JSON.stringify(tail).slice(1)}`
}

const wireTool = ({ name, description, input }: ToolSchema) => ({
  type: 'function',
  name,
  description,
  parameters: input,
  strict: false,
})
