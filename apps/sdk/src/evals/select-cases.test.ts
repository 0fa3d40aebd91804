import { suiteOf, type LoadedSuite, type SuiteFile } from '@harness/evals'
import { expect, it } from 'vitest'
import { selectCases, type CaseSelection } from './select-cases.ts'

const file: SuiteFile = {
  name: 'colours',
  cases: [
    { id: 'red/one', task: 'x', tags: ['warm'], repeats: 3 },
    { id: 'red/two', task: 'x', tags: ['warm', 'slow'] },
    { id: 'blue.1', task: 'x', tags: ['cold'] },
    { id: 'blue11', task: 'x' },
  ],
}
const loaded: LoadedSuite = { suite: suiteOf(file), file, folder: '/', source: null }

const chosen = (selection: CaseSelection) =>
  selectCases(loaded, selection).suite.cases.map(({ id, repeats }) => `${id} ${repeats}`)

it.each<[CaseSelection, string[]]>([
  [{}, ['red/one 3', 'red/two 1', 'blue.1 1', 'blue11 1']],
  [{ cases: ['red/*'] }, ['red/one 3', 'red/two 1']],
  [{ cases: ['*two', 'blue.1'] }, ['red/two 1', 'blue.1 1']],
  [{ tags: ['slow', 'cold'] }, ['red/two 1', 'blue.1 1']],
  [{ tags: ['warm'], cases: ['*one'], repeats: 2 }, ['red/one 2']],
])('%j chooses %j', (selection, cases) => {
  expect(chosen(selection)).toEqual(cases)
})

it('the file and the suite of a choice say the same', () => {
  const { suite, file: own } = selectCases(loaded, { cases: ['red/*'], repeats: 5 })
  expect(suiteOf(own)).toEqual(suite)
})

it.each<[CaseSelection, RegExp]>([
  [{ cases: ['red/on'] }, /no case "red\/on"\. Did you mean red\/one\?/],
  [{ cases: ['x.*'] }, /no case "x\.\*"/],
  [{ tags: ['wram'] }, /no tag "wram"\. Did you mean warm\?/],
  [{ tags: ['cold'], cases: ['red/*'] }, /No case has both/],
  [{ repeats: 0 }, /repeats is 0/],
])('%j is refused', (selection, message) => {
  expect(() => chosen(selection)).toThrow(message)
})
