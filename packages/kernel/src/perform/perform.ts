import type { IntentEvent } from '../events/intent.ts'
import type { Facts, Session } from '../log/session.ts'
import type { Host } from './host.ts'
import { performCompaction } from './perform-compaction.ts'
import { performJudge } from './perform-judge.ts'
import { performModel } from './perform-model.ts'
import { performTask } from './perform-task.ts'
import { performTimer } from './perform-timer.ts'
import { performTool } from './perform-tool.ts'

/** What one effect is performed with. */
export interface Performance {
  session: Session
  host: Host
  /** Fires with `'cancel'` when the effect is no longer wanted, with `'stop'` when this process stops driving. */
  signal: AbortSignal
  /** Whether an earlier process may have begun it. */
  recovering: boolean
}

/** Performs one effect and answers its outcome. Asks are performed by whoever answers them. */
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
    case 'timer.started':
      return performTimer(intent, performance)
    case 'ask.opened':
      return new Promise(() => {})
  }
}
