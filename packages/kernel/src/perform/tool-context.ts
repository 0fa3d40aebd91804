import type { IntentEvent } from '../events/intent.ts'
import type { ActContext, ToolContext } from '../ports/tool.ts'
import { effectKey } from './effect-key.ts'
import type { Performance } from './performance.ts'
import { recallResult } from './recall-result.ts'
import { taskDeskOf } from './task-desk-of.ts'

/** What a tool is given to look at a call. */
export function toolContext({ session, host, signal }: Performance): ToolContext {
  const { files, identity } = session.state
  return {
    signal,
    get workspace() {
      if (identity.workspace !== null) return identity.workspace
      throw new Error('this session has no workspace')
    },
    seen: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    artifacts: session.store.artifacts,
    runtime: host.runtime,
  }
}

/** What a tool is given to act. */
export function actContext(intent: IntentEvent, performance: Performance): ActContext {
  const { session, host } = performance
  let index = 0
  // Assigned, not spread: a session without a workspace has a context too.
  return Object.assign(toolContext(performance), {
    key: effectKey(session, intent),
    tasks: taskDeskOf(session, host),
    recall: (tool: string) => recallResult(session, tool),
    progress: (text: string) =>
      host.live?.({
        type: 'progress',
        intent: intent.seq,
        index: index++,
        text: session.redactor?.redact(text) ?? text,
      }),
  })
}
