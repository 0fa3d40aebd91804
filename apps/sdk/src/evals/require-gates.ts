import { checkGates, EvalFold, reportOf, type LoadedSuite } from '@harness/evals'

/**
 * A condition that means nothing is told before the run, and not after it.
 * @throws EvalsError `bad_gate`.
 */
export function requireGates({ suite }: LoadedSuite, gates: readonly string[]): void {
  if (gates.length === 0) return
  const { state } = new EvalFold()
  state.begun = {
    version: 1,
    suite: { name: suite.name, file: '', source: null, folder: '' },
    subject: { name: '', facts: {} },
    harness: '',
    plan: suite.cases.map(({ id, repeats }) => ({ case: id, repeats, hash: '' })),
  }
  const nothing = () => ({ home: false, workspace: false })
  checkGates(reportOf(state, suite, { id: '', kept: nothing }), gates)
}
