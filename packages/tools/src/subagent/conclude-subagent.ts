import {
  boundText,
  contentText,
  done,
  failed,
  resultBytes,
  type TaskEnd,
  type ToolResult,
} from '@harness/kernel'

const most = resultBytes - 1024

/** What the model reads of a subagent's end: what it said last, and where the whole of it is. */
export function concludeSubagent(end: TaskEnd): ToolResult {
  if (end.kind === 'failed') return failed('not_done', `It could not be run: ${end.message}`)
  if (end.kind === 'exited') return failed('no_subagent', 'This task was a command.')
  const { reason, session, usage } = end
  const tokens = usage.inputTokens + usage.outputTokens
  const reference = `[session ${session}, ${tokens} tokens]`
  const text = `${boundText(contentText(end.content), most) || '[it said nothing]'}\n${reference}`
  if (reason === 'done') return done(text)
  return failed(`subagent_${reason}`, `[it ended before it was done: ${reason}]\n${text}`)
}
