import { Observed } from '../../record/observed.ts'
import type { Evidence } from '../../score/evidence.ts'
import { attemptFacts } from '../../score/attempt-facts.ts'
import { evidenceOf } from '../../score/evidence-of.ts'
import { scoreAttempt } from '../../score/score-attempt.ts'
import { AttemptFault } from './attempt-fault.ts'
import { attemptTrace } from './attempt-trace.ts'
import { aboutAttempt, type Attempt, type AttemptWorld } from './attempt-world.ts'
import { changesText } from './changes-text.ts'
import { pauseBefore } from './pause-before.ts'

/** Decides about an attempt by its record, asks a model where the case wants that, and ends what the subject left running. */
export async function concludeAttempt(attempt: Attempt, seen: Observed | null): Promise<void> {
  const { world, case: theCase, state, place, id } = attempt
  const observed = seen ?? Observed.parse(await world.log.get(state.observed ?? ''))
  const found = { observed, trace: await attemptTrace(attempt) }
  await gradeAttempt(attempt, evidenceOf(state, found))
  const evidence = evidenceOf(state, found)
  const verdict = scoreAttempt(theCase, evidence)
  if (verdict.status === 'infrastructure') {
    throw new AttemptFault('observation', 'not_measured', verdict.reason)
  }
  // Before the verdict: what is over has left nothing behind.
  const { workspace, home } = place
  await world.options.subject.release({ id, workspace, home })
  const data = { ...aboutAttempt(attempt), verdict, facts: attemptFacts(evidence) }
  await world.log.write({ type: 'x.eval.attempt-scored', data })
  await world.log.sync()
}

/** Not where another check has failed already: it could change nothing. */
async function gradeAttempt(attempt: Attempt, evidence: Evidence): Promise<void> {
  const { world, case: theCase, state } = attempt
  if (!theCase.grade || state.grade) return
  const { status } = scoreAttempt({ ...theCase, grade: null }, evidence)
  if (status !== 'passed') return
  const { grader } = world.options
  if (!grader) throw new AttemptFault('grading', 'no_grader', 'There is no model to ask.')
  const { rubric, model } = theCase.grade
  const answer = evidence.rounds.at(-1)?.end.answer ?? ''
  const changes = changesText(evidence.observed)
  const question = { rubric, model, task: theCase.task, answer, changes }
  const grade = await graded(world, () => grader.grade(question, { signal: world.stop }))
  await world.log.write({
    type: 'x.eval.attempt-graded',
    data: { ...aboutAttempt(attempt), grade },
  })
}

/** Asked again here: another try of the attempt would pay for the work once more. */
async function graded<Value>({ options, stop }: AttemptWorld, ask: () => Promise<Value>) {
  const { tries = 2, runtime } = options
  for (let asked = 1; ; asked++) {
    try {
      return await ask()
    } catch (error) {
      if (stop.aborted || asked >= tries) throw error
      await runtime.sleep(pauseBefore(asked), stop)
    }
  }
}
