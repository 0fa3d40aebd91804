import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { EvalsError } from '../evals-error.ts'
import { parseSuite } from './parse-suite.ts'
import { suiteOf } from './suite.ts'

function faultsOf(value: unknown): string[] {
  try {
    parseSuite(value)
  } catch (error) {
    if (error instanceof EvalsError) return error.message.split('\n  ').slice(1)
    throw error
  }
  return []
}

const good = { id: 'add-two', task: 'Add.', verify_command: 'true' }
const suite = (...cases: object[]) => ({ name: 'arithmetic', cases })

it('a suite that is right is what it says', () => {
  const file = suite(good, { id: 'say', task: 'Say it.', expect_contains: 'it' })
  expect(parseSuite(file)).toEqual(file)
})

it('every fault is told at once, by its case and its key', () => {
  const faults = faultsOf({
    name: '',
    colour: 'red',
    defaults: { repeat: 3, workspace: 'a', workspace_template: 'b' },
    cases: [
      {
        id: 'add-two',
        task: 'Add.',
        expect: { files: { 'a.txt': { regex: '(' }, '/etc/passwd': { exists: true } } },
        verify_comand: 'true',
      },
      { task: 'No id.', expect_contains: 7 },
      { id: 'c', task: 'C', verify_command: 'true', protect: ['[', '../x', 'test/**'] },
      { id: 'd', verify_feedback_attempts: 1, grade: { rubric: 'good' }, repeats: 0 },
      { id: 'e', task: 'E', limits: { turns: 1.5 } },
      { id: 'f', task: 'F', expect: { files: { x: { exists: false, contains: 'y' } } } },
      { id: 'g', task: 'G', trajectory: [{ used: 'read', order: ['a', 'b'] }], setup_timeout_s: 0 },
      'no case',
    ],
  })
  expect(faults).toMatchInlineSnapshot(`
    [
      "suite › name: must not be empty",
      "suite › defaults.repeat: is no key here; did you mean repeats?",
      "case "add-two" › expect.files.a.txt.regex: is no regular expression of JavaScript, with the flags \`m\` and \`u\`",
      "case "add-two" › expect.files./etc/passwd: must be a path inside the workspace: relative, with forward slashes, without \`..\`",
      "case "add-two" › verify_comand: is no key here; did you mean verify_command?",
      "case 2 › id: is missing",
      "case 2 › expect_contains: must be a text or a list of texts, none of them empty",
      "case "c" › protect.0: must be a glob of paths inside the workspace: relative, with forward slashes, without \`..\`, its brackets closed",
      "case "c" › protect.1: must be a glob of paths inside the workspace: relative, with forward slashes, without \`..\`, its brackets closed",
      "case "d" › task: is missing",
      "case "d" › repeats: must be more than 0",
      "case "e" › limits.turns: must be a whole number",
      "case "f" › expect.files.x: says what a file is that must not be there: give it \`exists: false\` alone",
      "case "g" › setup_timeout_s: must be more than 0",
      "case "g" › trajectory.0: must ask one thing: \`used\`, \`not_used\`, \`order\`, \`count\` or \`arguments\`",
      "case 8: must be a map of keys and values",
      "suite › colour: is no key here; there are: $schema, name, description, defaults, cases",
      "suite › defaults.workspace_template: is another word for workspace: say one of them",
      "case "d" › verify_feedback_attempts: needs a verify_command",
      "case "e": checks nothing, so it could not fail: give it verify_command, expect_contains, expect, trajectory or grade",
    ]
  `)
})

it('ids that are the same but for large letters are refused: they name folders', () => {
  expect(faultsOf(suite(good, { ...good, id: 'Add-Two' }, good))).toEqual([
    'case "Add-Two" › id: is the id of case 1 too ("add-two"; large and small letters are one)',
    'case "add-two" › id: is the id of case 1 too',
  ])
})

it.each([
  {},
  { expect: {} },
  { expect: { files: {} }, expect_contains: [], trajectory: [] },
  { setup: 'true', files: { a: 'b' } },
])('a case that checks nothing is refused: %j', (more) => {
  expect(faultsOf(suite({ id: 'a', task: 'A', ...more })).join()).toContain('could not fail')
})

it('what the defaults ask is asked of a case that says nothing', () => {
  const file = { name: 's', defaults: { expect_contains: ['x'] }, cases: [{ id: 'a', task: 'A' }] }
  expect(suiteOf(parseSuite(file)).cases[0]?.expect.contains).toEqual(['x'])
})

it('a case that says its workspace by either word has none of the defaults', () => {
  const [own, other] = suiteOf(
    parseSuite({
      name: 's',
      defaults: { workspace: 'theirs', limits: { turns: 5, seconds: 9 }, verify_command: 'true' },
      cases: [
        { id: 'a', task: 'A', workspace_template: 'own', limits: { turns: 7 } },
        { id: 'b', task: 'B' },
      ],
    }),
  ).cases
  expect(own).toMatchObject({ workspace: 'own', limits: { turns: 7, ms: 9000 } })
  expect(other).toMatchObject({ workspace: 'theirs', limits: { turns: 5 } })
})

it('what is said about a verification needs one; defaults hold for the cases that have one', () => {
  const asks = { id: 'a', task: 'A', expect_contains: 'x' }
  const defaults = { verify_timeout_s: 9, verify_feedback_attempts: 2 }
  expect(faultsOf({ name: 's', defaults, cases: [asks, good] })).toEqual([])
  expect(faultsOf({ name: 's', defaults, cases: [{ ...asks, verify_timeout_s: 3 }] })).toEqual([
    'suite › defaults.verify_feedback_attempts: needs a verify_command',
    'suite › defaults.verify_timeout_s: needs a verify_command',
    'case "a" › verify_timeout_s: needs a verify_command',
  ])
})

it.each([null, 3, 'text', [], { name: 'x' }])('%j is no suite', (value) => {
  expect(() => parseSuite(value)).toThrow(EvalsError)
})

it('whatever it is given, it answers a suite or says what is wrong with it', () => {
  const key = fc.constantFrom('id', 'task', 'expect', 'files', 'limits', '__proto__', 'regex', 'x')
  const near = fc.dictionary(key, fc.oneof(fc.anything(), fc.dictionary(key, fc.anything())))
  const value = fc.oneof(
    fc.anything(),
    fc.record({ name: fc.anything(), cases: fc.oneof(fc.anything(), fc.array(near)) }),
  )
  fc.assert(
    fc.property(value, (one) => {
      expect(() => parseSuite(one)).toThrow(EvalsError)
    }),
    { numRuns: 300 },
  )
})
