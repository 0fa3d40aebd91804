import { describe, expect, it } from 'vitest'
import type { SubjectEnd } from '@harness/kernel'
import type { CallStep } from '@harness/traces'
import {
  caseOf,
  commandOf,
  endedWith,
  endOf,
  evidenceWith,
  roundOf,
  traceWith,
} from './__fixtures__/evidence.ts'
import { scoreAttempt } from './score-attempt.ts'

const verifying = caseOf({ verify_command: 'npm test', expect_contains: 'done' })
const right = commandOf()
const wrong = commandOf({ exitCode: 1, head: 'starting\n2 tests failed\n' })

const verdictOf = (end: Partial<SubjectEnd>, verification = right) =>
  scoreAttempt(verifying, evidenceWith({ rounds: [roundOf({ end: endOf(end), verification })] }))

it('an attempt passes that is done and of which every check holds', () => {
  expect(verdictOf({})).toEqual({
    status: 'passed',
    assisted: false,
    failure: null,
    recovered: false,
    reason: '',
    checks: [
      { name: 'verify', passed: true, message: '' },
      { name: 'expect_contains', passed: true, message: '' },
    ],
  })
})

it('a pass after a verification that failed is assisted', () => {
  const rounds = [roundOf({ verification: wrong }), roundOf({ verification: right })]
  expect(scoreAttempt(verifying, evidenceWith({ rounds }))).toMatchObject({
    status: 'passed',
    assisted: true,
  })
})

describe('the first rule that holds names the failure', () => {
  const fault = { kind: 'subject', code: 'stuck', message: 'in circles' } as const
  it.each<[string, Partial<SubjectEnd>, string]>([
    ['timeout', { reason: 'limit', limit: 'time' }, 'It was not done within 900 s.'],
    ['max_steps', { reason: 'limit', limit: 'turns' }, 'It was not done within 20 turns.'],
    ['limit', { reason: 'limit', limit: 'tokens' }, 'It was not done within its tokens.'],
    ['limit', { reason: 'limit', limit: 'cost' }, 'It was not done within $?.'],
    ['denied', { reason: 'denied' }, 'It stopped after something it needed was denied.'],
    ['exception', { reason: 'failed', fault }, 'It failed (stuck): in circles'],
    [
      'verification_failure',
      { reason: 'done' },
      'verify: exit code 1, not 0; it wrote last: "2 tests failed"',
    ],
  ])('%s', (failure, end, reason) => {
    expect(verdictOf(end, wrong)).toMatchObject({ status: 'failed', failure, reason })
  })

  it('also where the work itself was right, which its checks say', () => {
    const verdict = verdictOf({ reason: 'limit', limit: 'time' })
    expect(verdict).toMatchObject({ status: 'failed', failure: 'timeout' })
    expect(verdict.checks.every(({ passed }) => passed)).toBe(true)
  })

  it('an expectation comes after the verification, and the others are named with it', () => {
    expect(verdictOf({ answer: 'No.' })).toMatchObject({
      failure: 'expectation_mismatch',
      reason: 'expect_contains: the answer does not hold "done"; it is "No."',
    })
    expect(verdictOf({ answer: 'No.' }, wrong)).toMatchObject({
      failure: 'verification_failure',
      reason: 'verify: exit code 1, not 0; it wrote last: "2 tests failed" (and expect_contains)',
    })
  })
})

describe('what kept it from being measured is no failure', () => {
  it('a fault of what the subject was given to work with', () => {
    const fault = { kind: 'infrastructure', code: 'overloaded', message: 'try later' } as const
    expect(verdictOf({ reason: 'failed', fault }, wrong)).toMatchObject({
      status: 'infrastructure',
      failure: null,
      reason: 'overloaded: try later',
    })
  })

  it('a verification that could not be run', () => {
    const gone = commandOf({ exitCode: null, fault: 'there is no shell' })
    expect(verdictOf({}, gone)).toMatchObject({ status: 'infrastructure' })
  })

  it('an attempt that never began', () => {
    expect(scoreAttempt(verifying, evidenceWith({ rounds: [] }))).toMatchObject({
      status: 'infrastructure',
    })
  })
})

describe('errors of tools', () => {
  const call = (tool: string, status: CallStep['status'], task: CallStep['task'] = null) => ({
    tool,
    status,
    task,
  })
  const scored = (calls: ReturnType<typeof call>[], verification = wrong) => {
    const rounds = [roundOf({ verification })]
    return scoreAttempt(verifying, evidenceWith({ rounds, trace: traceWith(calls) }))
  }

  it('the last call of a tool was an error, and the work is not right', () => {
    expect(scored([call('edit', 'done'), call('edit', 'invalid')])).toMatchObject({
      failure: 'tool_failure',
      recovered: false,
      reason: expect.stringContaining('the last call of edit ended in an error (invalid)'),
    })
  })

  it('a later call that works overcomes it', () => {
    const calls = [call('edit', 'failed'), call('read', 'done'), call('edit', 'done')]
    expect(scored(calls)).toMatchObject({ failure: 'verification_failure', recovered: true })
    expect(scored(calls, right)).toMatchObject({ status: 'passed', recovered: true })
  })

  it('a call of another tool does not', () => {
    const calls = [call('edit', 'failed'), call('write', 'done')]
    expect(scored(calls)).toMatchObject({ failure: 'tool_failure', recovered: false })
  })

  it('one that is denied or cancelled is no error, and mends none', () => {
    expect(scored([call('edit', 'denied')])).toMatchObject({ failure: 'verification_failure' })
    expect(scored([call('edit', 'failed'), call('edit', 'denied')])).toMatchObject({
      failure: 'tool_failure',
    })
  })

  it('a command that exits with another code than 0 is none, one that hung is', () => {
    const exited = call('bash', 'done', endedWith({ code: 2 }))
    const hung = call('bash', 'failed', endedWith({ code: null, stopped: 'timeout' }))
    expect(scored([exited])).toMatchObject({ failure: 'verification_failure' })
    expect(scored([hung])).toMatchObject({ failure: 'tool_failure' })
    expect(scored([hung, exited])).toMatchObject({
      failure: 'verification_failure',
      recovered: true,
    })
  })

  it('none keeps an attempt from passing', () => {
    expect(scored([call('edit', 'failed')], right)).toMatchObject({ status: 'passed' })
  })
})

describe('a grade', () => {
  const graded = caseOf({ expect_contains: 'done', grade: { rubric: 'Is it kind?' } })
  const grade = {
    passed: false,
    reason: 'It is\nrude.',
    model: 'a/judge',
    rubric: 'Is it kind?',
    usage: { inputTokens: 1, outputTokens: 1 },
    cost: 0.5,
  }

  it('is a check like any other', () => {
    expect(scoreAttempt(graded, evidenceWith({ grade }))).toMatchObject({
      failure: 'expectation_mismatch',
      reason: 'grade: a/judge says: It is rude.',
    })
  })

  it('is asked for only where all else holds', () => {
    const rounds = [roundOf({ end: endOf({ answer: 'No.' }) })]
    const { checks } = scoreAttempt(graded, evidenceWith({ rounds }))
    expect(checks.map(({ name }) => name)).toEqual(['expect_contains'])
  })

  it.each([null, { ...grade, rubric: 'Is it short?' }])(
    'of another rubric, or none, decides nothing',
    (other) => {
      expect(() => scoreAttempt(graded, evidenceWith({ grade: other }))).toThrow(/run it again/)
    },
  )
})

it('what the record does not hold is refused', () => {
  const other = caseOf({ verify_command: 'make check' })
  const rounds = [roundOf({ verification: right })]
  expect(() => scoreAttempt(other, evidenceWith({ rounds }))).toThrow(/`make check`/)
})

it('a subject that was stopped before anything was verified has failed all the same', () => {
  const rounds = [roundOf({ end: endOf({ reason: 'denied' }), verification: null })]
  expect(scoreAttempt(verifying, evidenceWith({ rounds }))).toMatchObject({
    failure: 'denied',
    checks: [{ name: 'verify', passed: false }, { passed: true }],
  })
})
