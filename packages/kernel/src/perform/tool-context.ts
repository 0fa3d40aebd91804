import type { ActContext, ToolContext } from '../ports/tool.ts'
import type { IntentEvent } from '../events/intent.ts'
import { effectKey } from './effect-key.ts'
import type { Performance } from './perform.ts'

/** What a tool is given to look at a call. */
export function toolContext({ session, host, signal }: Performance): ToolContext {
  const { files, identity } = session.state
  return {
    signal,
    workspace: identity.workspace ?? '/',
    seen: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    artifacts: session.store.artifacts,
    runtime: host.runtime,
  }
}

/** What a tool is given to act. */
export function actContext(intent: IntentEvent, performance: Performance): ActContext {
  const { session, host } = performance
  let index = 0
  return {
    ...toolContext(performance),
    key: effectKey(session, intent),
    progress: (text) => host.live?.({ type: 'progress', intent: intent.seq, index: index++, text }),
  }
}
