import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labs, labSuite, type Lab } from '@harness/evals/labs'
import type { PlayTurn } from '@harness/evals/testing'
import { describe, expect, it } from 'vitest'
import { outcomes, playing, playLab, playOf, type Case } from '../__fixtures__/labs/play-lab.ts'
import { runPlays } from '../__fixtures__/labs/run-lab.ts'

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

const kinds = labs.filter(({ of }) => of === 'kind').map((lab): [string, Lab] => [lab.name, lab])

describe.each(kinds)('the lab %s', (_, lab) => {
  it('is passed at the first try by a model that does the work', async () => {
    const { found, said } = await playLab(lab, 'good')
    expect(found).toEqual(said)
  })

  it('is failed, as is said beside each case, by a model that works badly', async () => {
    const { found, said } = await playLab(lab, 'bad')
    expect(found).toEqual(said)
  })
})

describe.each(kinds)('no case of the lab %s', (name, lab) => {
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
})

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
