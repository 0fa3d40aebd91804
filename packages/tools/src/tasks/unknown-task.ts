import { failed, type TaskView, type ToolResult } from '@harness/kernel'

/** There is no such task: which there are. */
export function unknownTask(task: number, known: readonly TaskView[]): ToolResult {
  const names = known.slice(-20).map((one) => one.task)
  const hint = names.length === 0 ? 'There are no tasks.' : `There are ${names.join(', ')}.`
  return failed('unknown_task', `There is no task ${task}. ${hint}`)
}
