// Which events are intents, and which outcome closes each.
import type { Event, EventOf } from './event.ts'

/** The type of the outcome that closes each type of intent. */
export const outcomeOf = {
  'model.started': 'model.settled',
  'judge.started': 'call.judged',
  'ask.opened': 'ask.settled',
  'tool.started': 'tool.settled',
  'task.started': 'task.settled',
  'compaction.started': 'compaction.settled',
  'hook.started': 'hook.settled',
  'rewind.started': 'rewind.settled',
  'timer.started': 'timer.settled',
} as const

export type IntentType = keyof typeof outcomeOf
type OutcomeType = (typeof outcomeOf)[IntentType]
export type IntentEvent = EventOf<IntentType>
export type OutcomeEvent = EventOf<OutcomeType>

const outcomes: ReadonlySet<string> = new Set(Object.values(outcomeOf))

export const isIntent = (event: Event): event is IntentEvent => event.type in outcomeOf
export const isOutcome = (event: Event): event is OutcomeEvent => outcomes.has(event.type)
export const isOutcomeType = (type: string): boolean => outcomes.has(type)
