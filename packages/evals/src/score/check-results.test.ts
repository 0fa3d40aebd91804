import { describe, expect, it } from 'vitest'
import type { ObservedFile } from '../record/observed.ts'
import type { FileCheck, TextCheck } from '../suite/text-check.ts'
import type { TrajectoryCheck } from '../suite/trajectory-check.ts'
import {
  caseOf,
  commandOf,
  endedWith,
  endOf,
  evidenceWith,
  roundOf,
  traceWith,
} from './__fixtures__/evidence.ts'
import { fileFaults } from './check-file.ts'
import { trajectoryFaults } from './check-trajectory.ts'
import { scoreAttempt } from './score-attempt.ts'
import { missingTexts, textFaults } from './text-faults.ts'

describe('a text', () => {
  it.each<[string, TextCheck, string[]]>([
    ['one two', { contains: ['one', 'two'] }, []],
    ['one two', { contains: ['One', 'three'] }, ['does not hold "One"', 'does not hold "three"']],
    ['one two', { not_contains: 'two' }, ['holds "two"']],
    ['a\nb2\nc', { regex: '^b\\d$' }, []],
    ['a b2', { regex: '^b\\d$' }, ['does not match /^b\\d$/mu']],
    ['a\r\nb \n\n', { equals: 'a\nb' }, []],
    ['a\nb', { equals: 'a b' }, ['is not "a b"']],
    ['', { equals: '' }, []],
    [
      'x',
      { contains: 'y', not_contains: 'x', equals: 'z' },
      ['does not hold "y"', 'holds "x"', 'is not "z"'],
    ],
  ])('%j by %j', (text, check, faults) => {
    expect(textFaults(text, check)).toEqual(faults)
  })

  it('a regular expression is looked for in the first 256 KiB', () => {
    expect(textFaults(`${'x'.repeat(262_144)}needle`, { regex: 'needle' })).toHaveLength(1)
    expect(textFaults(`${'x'.repeat(262_138)}needle`, { regex: 'needle' })).toEqual([])
  })

  it.each([
    ['The STRASSE is İstanbul', ['straße', 'i̇stanbul']],
    ['ΟΔΟΣ', ['οδος', 'οδοσ']],
    ['Done.', ['done']],
  ])('%j holds %j, whatever the letters’ case', (text, wanted) => {
    expect(missingTexts(text, wanted)).toEqual([])
  })
})

describe('a file', () => {
  const file: ObservedFile = { before: 'a', after: 'b', bytes: 4, text: 'text' }
  it.each<[Partial<ObservedFile>, FileCheck, string[]]>([
    [{}, {}, []],
    [{}, { contains: 'ex' }, []],
    [{}, { contains: 'no' }, ['does not hold "no"', 'it says "text"']],
    [{ after: null, text: null }, {}, ['there is no such file']],
    [{ after: null, text: null }, { contains: 'x' }, ['there is no such file']],
    [{ after: null, text: null }, { exists: false }, []],
    [{}, { exists: false }, ['there is such a file, and there must be none']],
    [{}, { unchanged: true }, ['was changed, and must not be']],
    [{ before: 'b' }, { unchanged: true }, []],
    [{ before: null }, { unchanged: true }, ['was not there before, and must be unchanged']],
    [{ text: null }, { contains: 'x' }, ['is no text in UTF-8']],
    [{ text: null }, { exists: true }, []],
    [{ text: null, bytes: 300_000 }, { contains: 'x' }, ['has 300000 bytes: too long to be read']],
  ])('%j by %j', (found, check, faults) => {
    expect(fileFaults({ ...file, ...found }, check)).toEqual(faults)
  })
})

describe('a trajectory', () => {
  const inner = traceWith([{ tool: 'grep', status: 'done' }])
  const task = { ...endedWith({ code: 0 }), trace: inner }
  const trace = traceWith([
    { tool: 'read', status: 'done', input: '{"path":"src/a.ts","lines":[3,4]}' },
    { tool: 'edit', status: 'failed', input: '{"edits":[{"text":"x"}]}' },
    { tool: 'edit', status: 'done', input: '{"edits":[{"text":"y"}]}' },
    { tool: 'bash', status: 'denied', input: 'no json' },
    { tool: 'agent', status: 'done', task },
  ])
  it.each<[TrajectoryCheck, string[]]>([
    [{ used: ['read', 'edit'] }, []],
    [{ used: 'grep' }, ['grep was not called; called were: read, edit, bash, agent']],
    [{ used: 'grep', subagents: true }, []],
    [{ not_used: 'write' }, []],
    [{ not_used: ['write', 'bash'] }, ['bash was called, and must not be']],
    [{ order: ['read', 'edit', 'bash'] }, []],
    [{ order: ['edit', 'edit'] }, []],
    [
      { order: ['edit', 'read'] },
      ['wanted edit, read in this order: read was not called after edit'],
    ],
    [{ count: { max: 5 } }, []],
    [{ count: { max: 4 } }, ['calls: 5, and must be 4 or fewer']],
    [{ count: { tool: 'edit', status: 'failed', min: 1, max: 1 } }, []],
    [
      { count: { tool: 'edit', status: 'done', min: 2 } },
      ['calls of edit that are done: 1, and must be 2 or more'],
    ],
    [{ count: { status: 'denied', min: 1 } }, []],
    [
      {
        arguments: {
          tool: 'read',
          where: { path: { contains: 'src/' }, lines: { equals: '[3,4]' } },
        },
      },
      [],
    ],
    [{ arguments: { tool: 'edit', where: { 'edits.0.text': { equals: 'y' } } } }, []],
    [
      { arguments: { tool: 'edit', where: { 'edits.1.text': { equals: 'y' } } } },
      [
        'no call of edit with edits.1.text as wanted; the last one was given {"edits":[{"text":"y"}]}',
      ],
    ],
    [
      { arguments: { tool: 'read', where: { path: { regex: '\\.ts$' } }, never: true } },
      ['read was called with path as wanted, and must not be'],
    ],
    [{ arguments: { tool: 'write', where: { path: { equals: 'x' } } } }, ['write was not called']],
    [
      { arguments: { tool: 'read', where: { constructor: { contains: 'Object' } }, never: true } },
      [],
    ],
  ])('%j', (check, faults) => {
    expect(trajectoryFaults(trace, check)).toEqual(faults)
  })

  it('of a subject without a session nothing can be said, so it does not hold', () => {
    expect(trajectoryFaults(null, { not_used: 'bash' })).toHaveLength(1)
  })
})

it('commands of expectations are told apart by their code and what they wrote', () => {
  const theCase = caseOf({
    expect: {
      answer: { equals: 'ok' },
      commands: [
        { run: 'a' },
        { run: 'b', exit_code: 3, output: { contains: 'said' } },
        { run: 'c' },
      ],
    },
  })
  const commands = [
    commandOf({ run: 'a', exitCode: null, stopped: 'timeout', ms: 4000 }),
    commandOf({ run: 'b', exitCode: 3, head: 'it sai', tail: 'd so', bytes: 999 }),
    commandOf({ run: 'c', exitCode: null }),
  ]
  const observed = { files: {}, more: 0, commands }
  const rounds = [roundOf({ end: endOf({ answer: 'ok\n' }) })]
  const { checks } = scoreAttempt(theCase, evidenceWith({ observed, rounds }))
  expect(checks.map(({ name, message }) => `${name}: ${message}`)).toEqual([
    'expect.answer: ',
    'expect.commands.0: it was still running after 4 s',
    'expect.commands.1: what it wrote does not hold "said"; it is "it sai [989 bytes left out] d so"',
    'expect.commands.2: a signal ended it',
  ])
})

it('messages are one line and bounded, whatever a subject says', () => {
  const answer = `\u0000\u001b[31m${'long\n'.repeat(100_000)}\ud800`
  const rounds = [roundOf({ end: endOf({ answer }) })]
  const theCase = caseOf({ expect_contains: ['x'.repeat(5000), 'y\nz'] })
  const { reason, checks } = scoreAttempt(theCase, evidenceWith({ rounds }))
  for (const text of [reason, checks[0]?.message ?? '']) {
    expect(text).toMatch(/^[^\p{Cc}]{20,500}$/u)
    expect(text.isWellFormed()).toBe(true)
  }
})
