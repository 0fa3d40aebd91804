import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseReport, Report, SuiteFile } from '@harness/evals'
import { labs, labSuite, type Lab } from '@harness/evals/labs'
import { labPlays, type LabPlay, type Play, type PlayTurn } from '@harness/evals/testing'
import { describe, expect, it } from 'vitest'
import { runPlays } from '../__fixtures__/labs/run-lab.ts'

type Case = SuiteFile['cases'][number]

/** Each case with the turns that are made of it. */
const playing = ({ cases }: SuiteFile, turnsOf: (one: Case) => readonly PlayTurn[]): Play[] =>
  cases.map((one) => ({ task: one.task, turns: turnsOf(one) }))

function playOf({ id }: Case): LabPlay {
  const play = labPlays[id]
  if (!play) throw new Error(`No play is written for the case ${id}.`)
  return play
}

const outcomes = ({ cases }: Report, outcomeOf: (one: CaseReport['attempts'][number]) => unknown) =>
  cases.map(({ id, attempts }) => [id, ...attempts.map(outcomeOf)])

const wordsOf = ({ task, expect_contains: texts = [] }: Case): PlayTurn[] => [
  `${task}\n${[texts].flat().join('\n')}\nAll tests pass, it is done.`,
]

const lazy = (): PlayTurn[] => ['All is done, and all tests pass.']

const passing = (path: string): string =>
  path.endsWith('.py') ? 'print("OK")\n' : path.endsWith('.sh') ? 'exit 0\n' : '\n'

/** Makes every protected file one that cannot fail, and does nothing of the work. */
function editTests({ files = {}, protect = [] }: Case): PlayTurn[] {
  const names = protect.map((glob) => glob.replace(/^\*+|\/?\*+$/gu, ''))
  const tests = Object.keys(files).filter((path) => names.some((name) => path.endsWith(name)))
  return [
    tests.map((path) => ['read_file', { path }]),
    tests.map((path) => ['write_file', { path, content: passing(path) }]),
    'All tests pass now.',
  ]
}

describe.each(labs.map((lab): [string, Lab] => [lab.name, lab]))('the lab %s', (name, lab) => {
  const toolCalls = lab.toolCalls ?? undefined

  it('is passed at the first try by a model that does the work', async () => {
    const suite = await labSuite(name)
    const report = await runPlays(suite, {
      plays: playing(suite, (one) => playOf(one).good),
      toolCalls,
    })
    const firstTry = outcomes(report, ({ status, assisted, reason }) => [status, assisted, reason])
    expect(firstTry).toEqual(suite.cases.map(({ id }) => [id, ['passed', false, '']]))
  })

  it('is failed, as is said beside each case, by a model that works badly', async () => {
    const suite = await labSuite(name)
    const report = await runPlays(suite, {
      plays: playing(suite, (one) => playOf(one).bad),
      toolCalls,
    })
    const failures = outcomes(report, ({ status, failure }) => [status, failure])
    expect(failures).toEqual(suite.cases.map((one) => [one.id, ['failed', playOf(one).failure]]))
  })
})

describe.each(labs.filter(({ of }) => of === 'kind').map((lab): [string, Lab] => [lab.name, lab]))(
  'no case of the lab %s',
  (name, lab) => {
    it.each([
      ['that says it is done', lazy],
      ['that says the right words', wordsOf],
      ['that edits the tests', editTests],
    ])('is passed by a model %s', async (_, turnsOf) => {
      const suite = await labSuite(name)
      const report = await runPlays(suite, {
        plays: playing(suite, turnsOf),
        toolCalls: lab.toolCalls ?? undefined,
      })
      const statuses = outcomes(report, ({ status }) => status)
      expect(statuses).toEqual(suite.cases.map(({ id }) => [id, 'failed']))
    })
  },
)

it('counts what a machine has no tools for as not measured, and not as failed', async () => {
  const suite = await labSuite('repair')
  const bin = await mkdtemp(join(tmpdir(), 'bin-'))
  await symlink(process.execPath, join(bin, 'node'))
  const report = await runPlays(suite, {
    plays: playing(suite, (one) => playOf(one).good),
    env: { PATH: bin },
  })
  await rm(bin, { recursive: true })
  expect(outcomes(report, ({ status }) => status)).toEqual([
    ['repair/python-window', 'infrastructure'],
    ['repair/python-two-places', 'infrastructure'],
    ['repair/javascript-queue', 'passed'],
    ['repair/typescript-cart', 'passed'],
    ['repair/shell-names', 'infrastructure'],
    ['repair/no-toolchain', 'passed'],
  ])
})
