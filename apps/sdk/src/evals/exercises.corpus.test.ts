import type { Report, SuiteFile } from '@harness/evals'
import { beforeAll, describe, expect, it } from 'vitest'
import { exerciseModels, exercisePlays } from '../__fixtures__/exercises/exercise-plays.ts'
import {
  exerciseSuite,
  readExercises,
  type Exercise,
} from '../__fixtures__/exercises/exercise-suite.ts'
import { runPlays } from '../__fixtures__/labs/run-lab.ts'

const corpora = process.env['HARNESS_CORPORA']
/** At its reduced size one exercise of three is done. */
const each = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 3 : 1

/** What each model came to. */
const reports = new Map<string, Report>()

const statuses = (name: string) =>
  reports.get(name)?.cases.map(({ id, attempts: [one] }) => [id, one?.status, one?.failure])

function table(): string {
  const row = (cells: readonly (string | number)[]) =>
    cells
      .map((cell) => String(cell).padEnd(9))
      .join('')
      .trimEnd()
  const rows = [...reports].map(([name, { totals, run }]) =>
    row([
      name,
      `${totals.passed}/${totals.attempts}`,
      totals.firstTry,
      totals.assisted,
      totals.failed,
      totals.infrastructure,
      `${Math.round(run.wallMs / 1000)} s`,
    ]),
  )
  return [row(['model', 'passed', 'first', 'assisted', 'failed', 'broken', 'time']), ...rows].join(
    '\n',
  )
}

describe.skipIf(!corpora)('exercises with tests that others wrote', () => {
  let all: Exercise[] = []
  let exercises: Exercise[] = []
  let suite: SuiteFile = { name: 'exercises', cases: [] }

  beforeAll(async () => {
    all = await readExercises(corpora ?? '')
    exercises = all.filter((_, place) => place % each === 0)
    suite = await exerciseSuite(exercises)
    for (const name of ['A', 'B', 'C', 'D'] as const) {
      const plays = exercisePlays(name, exercises, suite)
      reports.set(name, await runPlays(suite, { plays }))
    }
    process.stdout.write(
      `${exercises.length} of ${all.length} exercises, ${Object.keys(exerciseModels).length} models\n${table()}\n`,
    )
  }, 280_000)

  it('are all of which it is known that their stub fails and their reference passes', () => {
    expect(all.length).toBeGreaterThan(60)
    expect(all.filter(({ verified }) => !verified.stubFails || !verified.referencePasses)).toEqual(
      [],
    )
  })

  it('are passed at the first try by a model that writes the reference', () => {
    expect(statuses('A')).toEqual(exercises.map(({ id }) => [id, 'passed', null]))
    expect(reports.get('A')?.totals).toMatchObject({ firstTry: exercises.length, assisted: 0 })
  })

  it.each([
    ['leaves the stub and says it is done', 'B'],
    ['makes the tests ones that cannot fail', 'C'],
  ])('are failed by a model that %s', (_, name) => {
    expect(statuses(name)).toEqual(
      exercises.map(({ id }) => [id, 'failed', 'verification_failure']),
    )
  })

  it('are passed with help by a model that mends its work once it is told that the tests fail', () => {
    expect(statuses('D')).toEqual(exercises.map(({ id }) => [id, 'passed', null]))
    expect(reports.get('D')?.totals).toMatchObject({ firstTry: 0, assisted: exercises.length })
  })
})
