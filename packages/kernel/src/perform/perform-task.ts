import { messageOf } from '../errors/message-of.ts'
import { textContent } from '../events/content.ts'
import type { EventOf } from '../events/event.ts'
import type { CommandSpec, TaskEnd } from '../events/task.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { Facts } from '../log/session.ts'
import type { TaskRunner } from '../ports/task-runner.ts'
import { restoreCommand } from '../redaction/restore-command.ts'
import { failed } from '../result/tool-answer.ts'
import { isPromoted } from '../state/tasks.ts'
import { childId } from './child-id.ts'
import { missingSecret } from './missing-secret.ts'
import type { Performance } from './performance.ts'
import { actContext, toolContext } from './tool-context.ts'

type Intent = EventOf<'task.started'>

/** Runs a task to its end, or takes it over. What the model reads of it says which task it was, when it came late. */
export async function performTask(intent: Intent, performance: Performance): Promise<Facts> {
  const end = await runTask(intent, performance)
  const result = await conclude(end, intent, performance)
  return (state) => {
    const late = isPromoted(state.tasks, intent.seq)
    return [
      {
        type: 'task.settled',
        cause: intent.seq,
        data: { kind: 'ended', end, result: late ? announced(intent.seq, result) : result },
      },
    ]
  }
}

async function runTask(intent: Intent, performance: Performance): Promise<TaskEnd> {
  const { session, host, signal } = performance
  const { spec } = intent.data
  try {
    if (spec.kind === 'subagent') {
      if (!host.subagents) return { kind: 'failed', message: 'this host has no subagents' }
      return await host.subagents.run(childId(session, intent.seq), spec, { signal })
    }
    if (!host.commands) return { kind: 'failed', message: 'this host runs no commands' }
    return await runCommand(intent, spec, { ...performance, commands: host.commands })
  } catch (error) {
    if (signal.aborted) throw error
    return { kind: 'failed', message: messageOf(error) }
  }
}

/** The log has placeholders where a command runs with secrets. One that runs already is taken over without them. */
async function runCommand(
  intent: Intent,
  spec: CommandSpec,
  performance: Performance & { commands: TaskRunner },
): Promise<TaskEnd> {
  const { session, signal, recovering, commands } = performance
  const handle = { session: session.id, task: intent.seq, at: intent.at }
  const restored = restoreCommand(spec, session.redactor)
  if (restored.kind === 'missing') {
    const isBegun = recovering && (await commands.read(handle, { from: 0, most: 1 })) !== undefined
    if (!isBegun) return { kind: 'failed', message: missingSecret(restored.placeholders) }
  }
  const { context, close } = actContext(intent, performance)
  try {
    const command = restored.kind === 'missing' ? spec : restored.value
    return await commands.run(handle, command, { signal, output: context.progress })
  } finally {
    close()
  }
}

async function conclude(
  end: TaskEnd,
  intent: Intent,
  performance: Performance,
): Promise<ToolResult> {
  const { host, signal } = performance
  const tool = host.tools.find((one) => one.name === intent.data.tool)
  try {
    const result = await tool?.conclude?.(end, intent.data.spec, toolContext(performance))
    return result ?? plainly(end)
  } catch (error) {
    if (signal.aborted) throw error
    return failed('tool_broken', `${intent.data.tool} failed: ${messageOf(error)}`)
  }
}

/** For a tool that has no words of its own. */
function plainly(end: TaskEnd): ToolResult {
  switch (end.kind) {
    case 'reported':
      return { kind: 'done', content: end.content }
    case 'failed':
      return failed('task_failed', end.message)
    case 'exited':
      return { kind: 'done', content: textContent(`${end.head}${end.tail}\nexit code ${end.code}`) }
  }
}

const announced = (task: number, result: ToolResult): ToolResult => ({
  ...result,
  content: [...textContent(`Background task ${task} has ended.`), ...result.content],
})
