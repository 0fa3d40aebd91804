import type { IntentEvent } from '../events/intent.ts'
import type { ActContext, ToolContext } from '../ports/tool.ts'
import { StreamRedactor } from '../redaction/stream-redactor.ts'
import { hashSeen } from '../state/files.ts'
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
    seen(path) {
      const name = session.redactor?.redact(path) ?? path
      return hashSeen(files, name)
    },
    artifacts: session.artifacts,
    runtime: host.runtime,
  }
}

/** What a tool is given to act; `close` when it has: what was held back of its progress is shown. */
export function actContext(
  intent: IntentEvent,
  performance: Performance,
): { context: ActContext; close(): void } {
  const { session, host } = performance
  const stream = session.redactor && new StreamRedactor(session.redactor.outputs)
  let index = 0
  const show = (text: string) => {
    if (text === '') return
    host.live?.({ type: 'progress', intent: intent.seq, index: index++, text })
  }
  // Assigned, not spread: a session without a workspace has a context too.
  const context = Object.assign(toolContext(performance), {
    key: effectKey(session, intent),
    tasks: taskDeskOf(session, host),
    recall: (tool: string) => recallResult(session, tool),
    progress: (text: string) => show(stream ? stream.take(text) + stream.release() : text),
  })
  return { context, close: () => show(stream?.flush() ?? '') }
}
