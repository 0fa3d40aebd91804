import type { Event, EventOf } from '../events/event.ts'
import {
  isIntent,
  isOutcome,
  outcomeOf,
  type IntentEvent,
  type IntentType,
} from '../events/intent.ts'

/** Intents without an outcome, oldest first. */
export type OpenIntents = readonly IntentEvent[]

export function evolveOpen(open: OpenIntents, event: Event): OpenIntents {
  if (isIntent(event)) return [...open, event]
  if (isOutcome(event)) return open.filter((intent) => !closes(event, intent))
  return open
}

/** Whether an outcome is this intent's. */
export const closes = (outcome: { type: string; cause?: number | null }, intent: IntentEvent) =>
  outcome.cause === intent.seq && outcomeOf[intent.type] === outcome.type

/** The open intent of one type that an event's cause names. */
export function openIntent<T extends IntentType>(
  open: OpenIntents,
  type: T,
  seq: number | null,
): EventOf<T> | undefined {
  return open.find((intent): intent is EventOf<T> & IntentEvent => {
    return intent.type === type && intent.seq === seq
  })
}
