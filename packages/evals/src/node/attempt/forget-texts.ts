import type { CommandRecord } from '../../record/command-record.ts'
import type { AttemptState } from '../../record/eval-fold.ts'

/** Lets go of what was said and written in an attempt that is over: the log has it, and a long run must not keep it all. */
export function forgetTexts(state: AttemptState): void {
  if (state.prepared) {
    state.prepared = { ...state.prepared, setup: state.prepared.setup.map(withoutText) }
  }
  for (const round of state.rounds) {
    round.end = { ...round.end, answer: '' }
    if (round.verification) round.verification = withoutText(round.verification)
  }
}

const withoutText = (record: CommandRecord): CommandRecord => ({ ...record, head: '', tail: '' })
