import type { State } from '../state/state.ts'

/** Whether there is anything to show the model. */
export const hasWork = ({ model, inputs }: Pick<State, 'model' | 'inputs'>): boolean =>
  model.owes || inputs.pending.length > 0

/** Whether the model has nothing left to do, or a tool said so. */
export const isDone = ({ calls, model, inputs }: Pick<State, 'calls' | 'model' | 'inputs'>) =>
  !hasWork({ model, inputs }) || (calls.ended && inputs.pending.length === 0)

/** What the next model call shows for the first time: everything that steers; a follow-up only when nothing else is left. */
export function inputsToShow({ model, inputs }: Pick<State, 'model' | 'inputs'>): number[] {
  const steering = inputs.pending.filter((input) => input.mode === 'steer')
  if (steering.length > 0 || model.owes) return steering.map((input) => input.seq)
  return inputs.pending.slice(0, 1).map((input) => input.seq)
}
