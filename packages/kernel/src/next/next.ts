// The loop, as the list of what it does in order of precedence. Pure: what a decision needs was recorded.
import type { Draft, Event } from '../events/event.ts'
import { evolve, type State } from '../state/state.ts'
import { askPerson } from './ask-person.ts'
import { askHooksToEnd } from './ask-hooks-to-end.ts'
import { askWhetherDone } from './ask-whether-done.ts'
import { callModel } from './call-model.ts'
import { compact } from './compact.ts'
import { finishDone } from './finish-done.ts'
import { giveUpOnModel } from './give-up-on-model.ts'
import { judgeCalls } from './judge-calls.ts'
import { keepDeadline } from './keep-deadline.ts'
import { noticeCircles } from './notice-circles.ts'
import { obeyLimits } from './obey-limits.ts'
import { promoteTasks } from './promote-tasks.ts'
import { refuseCalls } from './refuse-calls.ts'
import { restBeforeRetry } from './rest-before-retry.ts'
import type { Rule } from './rule.ts'
import { startCalls } from './start-calls.ts'
import { startRun } from './start-run.ts'
import { stopRun } from './stop-run.ts'
import { tellHooks } from './tell-hooks.ts'
import { waitForEffects } from './wait-for-effects.ts'

const rules: readonly Rule[] = [
  startRun,
  stopRun,
  keepDeadline,
  tellHooks,
  // Within a turn: every call goes its own way.
  refuseCalls,
  judgeCalls,
  askPerson,
  startCalls,
  promoteTasks,
  waitForEffects,
  // Between turns: nothing is open that the loop waits for.
  giveUpOnModel,
  askWhetherDone,
  askHooksToEnd,
  finishDone,
  obeyLimits,
  noticeCircles,
  compact,
  restBeforeRetry,
  callModel,
]

/** What the log says should happen next: events to append, or none. */
export function next(state: State): Draft[] {
  const { configuration } = state.identity
  if (!configuration) return []
  const situation = { ...state, configuration }
  for (const rule of rules) {
    const drafts = rule(situation)
    if (drafts) return drafts
  }
  return []
}

/** Follows `next` until it has nothing more to say: everything that one fact leads to, as one append. */
export function decide(state: State): Draft[] {
  const decisions: Draft[] = []
  for (;;) {
    const drafts = next(state)
    if (drafts.length === 0) return decisions
    for (const draft of drafts) {
      decisions.push(draft)
      state = evolve(state, provisional(draft, state.seq + 1))
    }
  }
}

/** An event as the fold needs it, before its place and time are certain. */
export const provisional = (draft: Draft, seq: number): Event => ({
  ...draft,
  seq,
  at: 0,
  v: 1,
  cause: draft.cause ?? null,
})
