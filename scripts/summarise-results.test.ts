import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { fixture } from './gates/fixture.ts'

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] }
const failed = { status: 'failed', assertionResults: [{ status: 'failed' }] }
const broken = { status: 'failed', assertionResults: [] }

function summarise(records: Record<string, object>) {
  const script = join(import.meta.dirname, 'summarise-results.mjs')
  const folder = fixture(records)
  const { stdout, status } = spawnSync('node', [script, folder, 'tests', 'gates'], {
    encoding: 'utf8',
  })
  return { last: stdout.trimEnd().split('\n').at(-1), status }
}

test('counts of tests and gates are added', () => {
  const tests = { numPassedTests: 3, numFailedTests: 0, testResults: [passed] }
  const records = { 'tests.json': tests, 'gates.json': { passed: 2, failed: 0 } }
  expect(summarise(records)).toEqual({ last: '5 passed, 0 failed', status: 0 })
})

test('a failing test, a file that does not load and a step without a record are failures', () => {
  const tests = { numPassedTests: 3, numFailedTests: 1, testResults: [failed, broken] }
  expect(summarise({ 'tests.json': tests })).toEqual({ last: '3 passed, 3 failed', status: 1 })
})
