// The invariants of the log. They bind appends, never reads: whatever was written before can be folded.
import type { Draft } from '../events/event.ts'
import type { HookMoment } from '../events/hook-started.ts'
import { isOutcomeType } from '../events/intent.ts'
import type { CallId } from '../events/call.ts'
import type { CallPhase } from '../state/calls.ts'
import { closes } from '../state/open.ts'
import type { State } from '../state/state.ts'
import { checkAnswer } from './check-answer.ts'
import { isWaitedFor } from '../next/waiting.ts'

/** Why this draft must not follow this state; undefined when it may. */
export function checkAppend(state: State, draft: Draft): string | undefined {
  if (state.seq === 0 && draft.type !== 'session.created') {
    return 'the first event of a session is session.created'
  }
  if (isOutcomeType(draft.type)) return checkOutcome(state, draft)
  switch (draft.type) {
    case 'session.created':
      return state.seq === 0 ? undefined : 'a session is created once, by its first event'
    case 'run.started':
      if (!state.identity.configuration) return 'a session is configured before its first run'
      return state.run.active ? 'a run is under way' : undefined
    case 'run.finished':
      return checkFinish(state)
    case 'model.started':
      return checkModel(state, draft.data.inputs)
    case 'judge.started':
      return inPhase(state, draft.data.call, ['proposed'])
    case 'call.refused':
      return inPhase(state, draft.data.call, ['proposed', 'rejected', 'unasked', 'allowed'])
    case 'ask.opened':
      return inPhase(state, draft.data.call, ['unasked'])
    case 'tool.started':
    case 'task.started':
      return inPhase(state, draft.data.call, ['allowed'])
    case 'cancel.requested':
      return draft.data.task === undefined ? undefined : isRunning(state, draft.data.task)
    case 'task.promoted':
      return checkPromotion(state, draft.data.task)
    case 'compaction.started':
      return betweenTurns(state)
    case 'hook.started':
      return checkHook(state, draft.data)
    default:
      return undefined
  }
}

function checkOutcome(state: State, draft: Draft): string | undefined {
  const closed = state.open.find((intent) => closes(draft, intent))
  if (closed?.type === 'ask.opened' && draft.type === 'ask.settled')
    return checkAnswer(closed.data, draft.data)
  if (closed) return undefined
  return `${draft.type} names ${draft.cause ?? 'no intent'}, which is not open`
}

function checkFinish(state: State): string | undefined {
  if (!state.run.active) return 'no run is under way'
  return betweenTurns(state)
}

function checkModel(state: State, inputs: readonly number[]): string | undefined {
  if (!state.run.active) return 'no run is under way'
  const unknown = inputs.find(
    (input) => !state.inputs.pending.some((pending) => pending.seq === input),
  )
  if (unknown !== undefined) return `input ${unknown} is not waiting to be shown`
  return betweenTurns(state)
}

/** What is asked of hooks while the loop waits is asked in a run. */
function checkHook(state: State, moment: HookMoment): string | undefined {
  if (moment.event === 'Stop' || moment.event === 'SubagentStop') {
    return state.run.active ? betweenTurns(state) : 'no run is under way'
  }
  if (moment.event !== 'UserPromptSubmit') return undefined
  const waits = state.inputs.pending.some(({ seq }) => seq === moment.input)
  return waits ? undefined : `input ${moment.input} is not waiting to be shown`
}

/** Between turns every call is settled and nothing is open that the loop waits for. */
function betweenTurns(state: State): string | undefined {
  const call = state.calls.list.find((one) => one.phase !== 'settled')
  if (call) return `call ${call.id} is ${call.phase}, not settled`
  const intent = state.open.find((one) => isWaitedFor(one, state))
  return intent && `${intent.type} ${intent.seq} is still open`
}

function inPhase(state: State, id: CallId, phases: readonly CallPhase[]): string | undefined {
  const call = state.calls.list.find((one) => one.id === id)
  if (!call) return `there is no call ${id} in this turn`
  return phases.includes(call.phase) ? undefined : `call ${id} is ${call.phase}`
}

function checkPromotion(state: State, task: number): string | undefined {
  const ended = isRunning(state, task)
  if (ended) return ended
  return state.tasks.promoted.includes(task) ? `task ${task} is in the background` : undefined
}

function isRunning(state: State, task: number): string | undefined {
  const running = state.open.some((intent) => intent.type === 'task.started' && intent.seq === task)
  return running ? undefined : `task ${task} is not running`
}
