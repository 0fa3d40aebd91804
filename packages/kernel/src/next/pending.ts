import type { State } from '../state/state.ts'

/** Whether there is anything to show the model that it should answer. */
export const hasWork = ({ model, inputs }: Pick<State, 'model' | 'inputs'>): boolean =>
  model.owes || !isAnswered(inputs)

const isAnswered = ({ pending }: State['inputs']): boolean => pending.every(({ remark }) => remark)

/** Whether the model has nothing left to do, or a tool said so. */
export const isDone = ({ calls, model, inputs }: Pick<State, 'calls' | 'model' | 'inputs'>) =>
  !hasWork({ model, inputs }) || (calls.ended && isAnswered(inputs))

/** What the next model call shows for the first time: everything that steers; a follow-up only when nothing else is left. */
export function inputsToShow({ model, inputs: { pending } }: Pick<State, 'model' | 'inputs'>) {
  const isSteered = model.owes || pending.some(({ mode, remark }) => mode === 'steer' && !remark)
  const next = pending.find(({ mode, remark }) => mode === 'follow-up' && !remark)
  const isNext = (seq: number | undefined) => !isSteered && next !== undefined && seq === next.seq
  return pending
    .filter(({ seq, mode, remark }) => mode === 'steer' || isNext(seq) || isNext(remark?.to))
    .map(({ seq }) => seq)
}
