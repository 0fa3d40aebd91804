import { messageOf } from '../errors/message-of.ts'
import type { EventOf } from '../events/event.ts'
import { Prepared } from '../events/prepared.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { Facts } from '../log/session.ts'
import type { ActContext, Tool } from '../ports/tool.ts'
import { restoreJson, restoreTexts } from '../redaction/restore-texts.ts'
import type { CallState } from '../state/calls.ts'
import { failed } from '../result/tool-answer.ts'
import { boundResult } from './bound-result.ts'
import { missingSecret } from './missing-secret.ts'
import { parseInput } from './parse-input.ts'
import type { Performance } from './performance.ts'
import { actContext } from './tool-context.ts'

/** Lets a tool act. What it rejects with is a result too: the model reads it and goes on. */
export async function performTool(
  intent: EventOf<'tool.started'>,
  performance: Performance,
): Promise<Facts> {
  const { session, host, signal } = performance
  const call = session.state.calls.list.find((one) => one.id === intent.data.call)
  const tool = host.tools.find((one) => one.name === call?.name)
  const settled = (data: ToolResult): Facts => [{ type: 'tool.settled', cause: intent.seq, data }]
  if (!call || !tool) return settled(failed('no_tool', `${call?.name ?? 'the tool'} is gone`))
  const { context, close } = actContext(intent, performance)
  try {
    const result = await act(tool, call, { ...performance, context })
    return settled(await boundResult(result, session))
  } catch (error) {
    if (signal.aborted) throw error
    return settled(failed('tool_broken', `${tool.name} failed: ${messageOf(error)}`))
  } finally {
    close()
  }
}

/** The log has placeholders where a tool acts with secrets. */
async function act(
  tool: Tool,
  call: CallState,
  { context, recovering, session: { redactor } }: Performance & { context: ActContext },
): Promise<ToolResult> {
  const input = parseInput(call.changed ?? call.input)
  if (!input.ok || !call.prepared) return failed('not_prepared', `${tool.name} was not prepared`)
  const given = restoreJson(input.value, redactor)
  // It is only shown, and has texts around what the call is about: what looks like a placeholder in them may be none.
  const { preview, ...prepared } = call.prepared
  const found = restoreTexts(prepared, redactor, (value) => Prepared.parse(value))
  const lost = [given, found].flatMap((one) => (one.kind === 'missing' ? one.placeholders : []))
  if (given.kind === 'missing' || found.kind === 'missing') {
    return failed('secret_missing', missingSecret(lost))
  }
  const answer =
    call.answer === undefined ? {} : { answer: redactor?.restore(call.answer).text ?? call.answer }
  const answered = Object.assign(context, answer)
  const ready = preview === undefined ? found.value : { ...found.value, preview }
  const before = recovering ? await tool.recover?.(given.value, ready, answered) : undefined
  return before ?? tool.run(given.value, ready, answered)
}
