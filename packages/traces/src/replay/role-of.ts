import type { Event } from '@harness/kernel'

/**
 * Who may have written an event: `decision` the loop alone, by what was written before; `outcome` whoever performed its
 * intent, together with what is decided because of it; `fact` anybody, at any time; `either` the loop or somebody outside.
 */
export type Role = 'decision' | 'outcome' | 'fact' | 'either'

export function roleOf(event: Event): Role {
  switch (event.type) {
    case 'run.started':
    case 'run.finished':
    case 'model.started':
    case 'judge.started':
    case 'call.refused':
    case 'ask.opened':
    case 'tool.started':
    case 'task.started':
    case 'compaction.started':
    case 'timer.started':
      return 'decision'
    case 'input.received':
      return event.data.from === 'harness' ? 'decision' : 'fact'
    case 'hook.started':
      return ofProcess.has(event.data.event) ? 'fact' : 'decision'
    case 'task.promoted':
      return event.data.post === undefined ? 'either' : 'fact'
    case 'ask.settled':
      return event.data.kind === 'cancelled' ? 'decision' : 'fact'
    case 'timer.settled':
      if (event.data.kind === 'cancelled') return 'decision'
      return event.data.kind === 'forked' ? 'fact' : 'outcome'
    case 'model.settled':
    case 'call.judged':
    case 'tool.settled':
    case 'task.settled':
    case 'compaction.settled':
    case 'hook.settled':
      return event.data.kind === 'forked' ? 'fact' : 'outcome'
    default:
      return 'fact'
  }
}

/** What the process tells of itself, and not the loop. */
const ofProcess: ReadonlySet<string> = new Set(['SessionStart', 'SessionEnd', 'Notification'])
