import type { Draft } from '../events/event.ts'
import type { Configuration } from '../events/session-configured.ts'
import type { State } from '../state/state.ts'

/** A state that can be decided on: configured, with a run under way. */
export interface Situation extends State {
  configuration: Configuration
}

/**
 * One rule of the loop. Answers events to append, an empty list to wait for the log to move, or undefined when it has
 * nothing to say and the next rule speaks.
 */
export type Rule = (situation: Situation) => Draft[] | undefined
