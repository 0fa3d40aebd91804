import { messageOf } from '../errors/message-of.ts'
import type { EventOf } from '../events/event.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { Facts } from '../log/session.ts'
import type { ActContext, Tool } from '../ports/tool.ts'
import type { CallState } from '../state/calls.ts'
import { failed } from '../result/tool-answer.ts'
import { boundResult } from './bound-result.ts'
import { parseInput } from './parse-input.ts'
import type { Performance } from './performance.ts'
import { actContext } from './tool-context.ts'

/** Lets a tool act. What it rejects with is a result too: the model reads it and goes on. */
export async function performTool(
  intent: EventOf<'tool.started'>,
  performance: Performance,
): Promise<Facts> {
  const { session, host, signal, recovering } = performance
  const call = session.state.calls.list.find((one) => one.id === intent.data.call)
  const tool = host.tools.find((one) => one.name === call?.name)
  const settled = (data: ToolResult): Facts => [{ type: 'tool.settled', cause: intent.seq, data }]
  if (!call || !tool) return settled(failed('no_tool', `${call?.name ?? 'the tool'} is gone`))
  try {
    const { answer } = call
    const context = Object.assign(
      actContext(intent, performance),
      answer === undefined ? {} : { answer },
    )
    const result = await act(tool, call, { context, recovering })
    return settled(await boundResult(result, context.artifacts))
  } catch (error) {
    if (signal.aborted) throw error
    return settled(failed('tool_broken', `${tool.name} failed: ${messageOf(error)}`))
  }
}

async function act(
  tool: Tool,
  call: CallState,
  { context, recovering }: { context: ActContext; recovering: boolean },
): Promise<ToolResult> {
  const input = parseInput(call.changed ?? call.input)
  const { prepared } = call
  if (!input.ok || !prepared) return failed('not_prepared', `${tool.name} was not prepared`)
  const before = recovering ? await tool.recover?.(input.value, prepared, context) : undefined
  return before ?? tool.run(input.value, prepared, context)
}
