import type { CaseReport, Report, SuiteFile } from '@harness/evals'
import { labSuite, type Lab } from '@harness/evals/labs'
import { labPlays, type LabPlay, type Play, type PlayTurn } from '@harness/evals/testing'
import { runPlays } from './run-lab.ts'

export type Case = SuiteFile['cases'][number]

/** Each case with the turns that are made of it. */
export const playing = (
  { cases }: SuiteFile,
  turnsOf: (one: Case) => readonly PlayTurn[],
): Play[] => cases.map((one) => ({ task: one.task, turns: turnsOf(one) }))

export function playOf({ id }: Case): LabPlay {
  const play = labPlays[id]
  if (!play) throw new Error(`No play is written for the case ${id}.`)
  return play
}

type Attempt = CaseReport['attempts'][number]

/** What became of each case, as a tuple that begins with its id. */
export const outcomes = ({ cases }: Report, outcomeOf: (one: Attempt) => unknown) =>
  cases.map(({ id, attempts }) => [id, ...attempts.map(outcomeOf)])

/** What becomes of a lab by a model that does the work, or by one that works badly; and what is said beside its cases. */
export async function playLab({ name, toolCalls }: Lab, how: 'good' | 'bad') {
  const suite = await labSuite(name)
  const plays = playing(suite, (one) => playOf(one)[how])
  const report = await runPlays(suite, { plays, toolCalls: toolCalls ?? undefined })
  return {
    found: outcomes(report, ({ status, assisted, failure }) => [status, assisted, failure]),
    said: suite.cases.map((one) => [
      one.id,
      how === 'good' ? ['passed', false, null] : ['failed', false, playOf(one).failure],
    ]),
  }
}
