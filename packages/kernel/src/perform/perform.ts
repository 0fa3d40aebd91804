import type { IntentEvent } from '../events/intent.ts'
import type { Facts } from '../log/session.ts'
import { performCompaction } from './perform-compaction.ts'
import { performHook } from './perform-hook.ts'
import { performJudge } from './perform-judge.ts'
import { performModel } from './perform-model.ts'
import { performTask } from './perform-task.ts'
import { performTimer } from './perform-timer.ts'
import { performTool } from './perform-tool.ts'
import type { Performance } from './performance.ts'

/** Performs one effect and answers its outcome. Asks and rewinds are performed by whoever answers or began them. */
export function perform(intent: IntentEvent, performance: Performance): Promise<Facts> {
  switch (intent.type) {
    case 'model.started':
      return performModel(intent, performance)
    case 'judge.started':
      return performJudge(intent, performance)
    case 'tool.started':
      return performTool(intent, performance)
    case 'task.started':
      return performTask(intent, performance)
    case 'compaction.started':
      return performCompaction(intent, performance)
    case 'hook.started':
      return performHook(intent, performance)
    case 'timer.started':
      return performTimer(intent, performance)
    case 'ask.opened':
    case 'rewind.started':
      return new Promise(() => {})
  }
}
