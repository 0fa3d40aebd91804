import { listTasks } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { taskRow } from '../print/task-row.ts'

/** `harness sessions tasks ID`: its commands and subagents. */
export async function sessionsTasks(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const { id, rest } = sessionIdOf('tasks', positionals)
  refuseWords('sessions tasks ID', rest)
  const tasks = await listTasks(id)
  if (values.json) process.stdout.write(`${JSON.stringify(tasks)}\n`)
  else if (tasks.length === 0) process.stdout.write('It has begun no commands and no subagents.\n')
  else for (const task of tasks) process.stdout.write(taskRow(task))
  return exitCodes.done
}
