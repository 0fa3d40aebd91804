import type { Json, ModelRequest, ToolSchema } from '@harness/kernel'
import { cached } from './cache-breakpoint.ts'
import type { MessagesDialect, optional } from './dialect.ts'
import { outputLimit } from './output-limit.ts'
import { thinkingOf, type Thinking } from './thinking.ts'

/**
 * The body of a request, in a stable order so that prompt caches hold. A cache is read up to a breakpoint; the prefix is
 * tools, then system, then messages, so that one at the end of the system prompt covers both.
 * @param messages Their JSON.
 */
export function requestBody(
  request: ModelRequest,
  messages: string,
  { refused }: MessagesDialect,
): string {
  const { model, system, tools, output } = request
  const takes = (member: (typeof optional)[number]) => !refused.includes(member)
  const thinking = thinkingOf(model)
  const mark = takes('cache_control') ? cached : same
  const head = {
    model: model.id,
    max_tokens: outputLimit(model),
    ...(tools.length > 0 && { tools: toolList(tools, system === '' ? mark : same) }),
    ...(system !== '' && { system: [mark({ type: 'text', text: system })] }),
  }
  const tail = {
    ...(takesTemperature(model.id, thinking) && { temperature: model.temperature }),
    ...(takes('thinking') && thinking.config && { thinking: thinking.config }),
    ...(takes('output_config') && outputConfig(thinking.effort, output)),
    stream: true,
  }
  const rest = JSON.stringify(tail).slice(1)
  return `${JSON.stringify(head).slice(0, -1)},"messages":${messages},${rest}`
}

type Mark = <Block extends object>(block: Block) => Block

const same: Mark = (block) => block

/**
 * Anthropic has none since the version of its API that the client speaks (2026-10-21) and refuses a request that sends one;
 * earlier versions, and endpoints after them, do so for a model that thinks.
 */
const takesTemperature = (id: string, { thinks }: Thinking) => !id.startsWith('claude-') && !thinks

const toolList = (tools: readonly ToolSchema[], markLast: Mark) =>
  tools.map(({ name, description, input }, index) => {
    const tool = { name, description, input_schema: input }
    return index === tools.length - 1 ? markLast(tool) : tool
  })

function outputConfig(effort: string | undefined, schema: Json | undefined) {
  if (effort === undefined && schema === undefined) return {}
  const format = schema === undefined ? {} : { format: { type: 'json_schema', schema } }
  return { output_config: { ...(effort !== undefined && { effort }), ...format } }
}
