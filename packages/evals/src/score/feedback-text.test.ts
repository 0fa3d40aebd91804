import { expect, it } from 'vitest'
import { commandOf } from './__fixtures__/evidence.ts'
import { feedbackText } from './feedback-text.ts'

it('a subject is told what was run, how it ended, what it wrote, and what it may not do', () => {
  const command = commandOf({ exitCode: 1, head: 'FAIL a.test.ts\nexpected 3, got 4\n' })
  expect(feedbackText(command, 0)).toMatchInlineSnapshot(`
    "Your work was verified, and it is not right yet. The verification was the command:

        npm test

    How it ended: exit code 1, not 0.

    It wrote:

    FAIL a.test.ts
    expected 3, got 4

    Mend your work so that this command ends with exit code 0. Do not edit, delete or skip the tests, and do not change what the command runs: that is put back before it is verified.

    After this it is verified for the last time."
  `)
  expect(feedbackText(command, 2)).toContain('you are told 2 more times')
})

it('of a long output more of the end is shown than of the beginning, and no character is cut', () => {
  const text = `first\n${'é漢😀'.repeat(9000)}\nthe last line`
  const told = feedbackText(commandOf({ exitCode: 1, head: text }), 1)
  expect(new TextEncoder().encode(told).length).toBeLessThan(9 * 1024)
  expect(told).toContain('first')
  expect(told).toContain('the last line')
  expect(told).not.toContain('\ufffd')
  const [missing] = told.match(/\[\d+ bytes left out\]/) ?? []
  expect(told.indexOf(missing ?? '?')).toBeLessThan(told.length / 2)
})

it.each([
  [commandOf({ stopped: 'timeout', exitCode: null, ms: 300_000 }), 'still running after 300 s'],
  [commandOf({ exitCode: 127, head: '' }), 'It wrote nothing.'],
])('%j', (command, words) => {
  expect(feedbackText(command, 1)).toContain(words)
})
