import { textContent } from '../events/content.ts'
import type { Draft } from '../events/event.ts'
import type { IntentEvent } from '../events/intent.ts'
import type { ToolResult } from '../events/tool-result.ts'
import { broken } from '../perform/ask-hooks.ts'
import { unfinished } from '../log/unfinished.ts'

/** The outcome of an effect whose performer answered something that is no outcome: a failure that says so. */
export function senseless(intent: IntentEvent, why: string): Draft {
  const cause = intent.seq
  const message = `A part of this program answered nonsense. ${why}`
  const result: ToolResult = { kind: 'failed', code: 'bad_result', content: textContent(message) }
  switch (intent.type) {
    case 'model.started':
      return {
        type: 'model.settled',
        cause,
        data: { kind: 'failed', failure: { code: 'fatal', message }, jitter: 0 },
      }
    case 'judge.started':
      return { type: 'call.judged', cause, data: { kind: 'invalid', code: 'bad_result', message } }
    case 'tool.started':
      return { type: 'tool.settled', cause, data: result }
    case 'task.started':
      return {
        type: 'task.settled',
        cause,
        data: { kind: 'ended', end: { kind: 'failed', message }, result },
      }
    case 'compaction.started':
      return { type: 'compaction.settled', cause, data: { kind: 'failed', message } }
    case 'hook.started':
      return {
        type: 'hook.settled',
        cause,
        data: { kind: 'answered', answers: [broken(intent.data, message)] },
      }
    case 'ask.opened':
    case 'rewind.started':
    case 'timer.started':
      return unfinished(intent, 'unknown')
  }
}
