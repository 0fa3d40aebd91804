import { textContent } from '../events/content.ts'
import type { Draft } from '../events/event.ts'
import type { IntentEvent } from '../events/intent.ts'
import type { Unfinished } from '../events/settlement.ts'

/** The outcome of an intent that nobody performed to its end. */
export function unfinished(intent: IntentEvent, kind: Unfinished): Draft {
  const cause = intent.seq
  switch (intent.type) {
    case 'model.started':
      return { type: 'model.settled', cause, data: { kind } }
    case 'judge.started':
      return { type: 'call.judged', cause, data: { kind } }
    case 'ask.opened':
      return { type: 'ask.settled', cause, data: { kind } }
    case 'tool.started':
      return { type: 'tool.settled', cause, data: { kind, message: words[kind] } }
    case 'task.started':
      return {
        type: 'task.settled',
        cause,
        data: { kind, message: `Task ${intent.seq}: ${words[kind]}` },
      }
    case 'compaction.started':
      return { type: 'compaction.settled', cause, data: { kind } }
    case 'hook.started':
      return { type: 'hook.settled', cause, data: { kind } }
    case 'rewind.started':
      return { type: 'rewind.settled', cause, data: { kind, content: textContent(rewindWords) } }
    case 'timer.started':
      return { type: 'timer.settled', cause, data: { kind } }
  }
}

const rewindWords =
  'A person began to put files of this folder back to how they were before, and was interrupted: some of them may be back. Read a file again before you rely on it.'

/** What the model reads of an effect that was not performed to its end. */
const words = {
  lost: 'Interrupted before it could do anything.',
  cancelled:
    'Cancelled while it ran: it may have done part of its work. Check before you rely on it.',
  unknown:
    'The process that ran this died. It may have happened, wholly or in part, or not at all: check before you go on.',
  forked:
    'This was under way in the session this one was forked from; whether it finished there is not known here. Check before you rely on it.',
} as const
