import type { Json, ModelRequest, ModelSpec, ToolSchema } from '@harness/kernel'
import { cached } from './cache-breakpoint.ts'
import { thinkingOf } from './thinking.ts'

/**
 * The body of a request, in a stable order so that prompt caches hold. A cache is read up to a breakpoint; the prefix is
 * tools, then system, then messages, so that one at the end of the system prompt covers both.
 * @param messages Their JSON.
 */
export function requestBody(request: ModelRequest, messages: string): string {
  const { model, system, tools, output } = request
  const thinking = thinkingOf(model)
  const head = {
    model: model.id,
    max_tokens: model.maxOutputTokens ?? mostTokens(model),
    ...(tools.length > 0 && { tools: toolList(tools, system === '') }),
    ...(system !== '' && { system: [cached({ type: 'text', text: system })] }),
  }
  const tail = {
    // While it thinks, the API takes no temperature.
    ...(model.temperature !== undefined && !thinking.thinks && { temperature: model.temperature }),
    ...(thinking.config && { thinking: thinking.config }),
    ...outputConfig(thinking.effort, output),
    stream: true,
  }
  const rest = JSON.stringify(tail).slice(1)
  return `${JSON.stringify(head).slice(0, -1)},"messages":${messages},${rest}`
}

/** The API demands a bound. This one is within the limits of every model since Claude 4, and generous for one reply. */
const mostTokens = ({ id }: ModelSpec) => (/^claude-3-(?!7)/.test(id) ? 4_096 : 32_000)

const toolList = (tools: readonly ToolSchema[], isLastCached: boolean) =>
  tools.map(({ name, description, input }, index) => {
    const tool = { name, description, input_schema: input }
    return isLastCached && index === tools.length - 1 ? cached(tool) : tool
  })

function outputConfig(effort: string | undefined, schema: Json | undefined) {
  if (effort === undefined && schema === undefined) return {}
  const format = schema === undefined ? {} : { format: { type: 'json_schema', schema } }
  return { output_config: { ...(effort !== undefined && { effort }), ...format } }
}
