import type { EvalProgress, RunningAttempt } from '@harness/evals/node'
import { expect, it } from 'vitest'
import { widthOf } from '../text-width.ts'
import { boardRows } from './board-rows.ts'

const attempt = (more: Partial<RunningAttempt> = {}): RunningAttempt => ({
  case: 'mend-the-parser',
  repeat: 1,
  stage: 'working',
  round: 0,
  turns: 3,
  ms: 12_345,
  ...more,
})

const progress = (more: Partial<EvalProgress> = {}): EvalProgress => ({
  attempts: 50,
  over: 12,
  passed: 9,
  failed: 2,
  infrastructure: 1,
  running: [attempt(), attempt({ repeat: 2, stage: 'verifying', round: 1 })],
  tokens: 41_234,
  cost: 0.123,
  concurrency: { now: 4, most: 4 },
  elapsedMs: 80_000,
  leftMs: 190_000,
  ...more,
})

it('says how far it is, how well it goes, what it takes, and what is under way', () => {
  expect(boardRows('smoke · m', progress(), { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    [
      "smoke · m",
      "12/50  █████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░  1 min 20 s, about 3 min 10 s left",
      "passed 9  failed 2  infrastructure 1   82 % (52 to 95 %)",
      "41.2k tokens, $0.12   4 at once",
      "  mend-the-parser #1                            working, 3 turns  12 s",
      "  mend-the-parser #2                            verifying  12 s",
    ]
  `)
})

it('says when an endpoint asks to wait, and what a mending costs', () => {
  const held = { concurrency: { now: 2, most: 8 }, cost: null, running: [attempt({ round: 2 })] }
  const text = boardRows('s', progress(held), { columns: 120, rows: 24 }).join('\n')
  expect(text).toContain('2 at once, of 8: the endpoint asks to wait')
  expect(text).toContain('cost unknown')
  expect(text).toContain('mends 2')
})

it.each([
  [80, 24],
  [60, 10],
  [40, 8],
  [24, 5],
])('keeps to a terminal of %i columns and %i rows', (columns, rows) => {
  const running = Array.from({ length: 100 }, (_, index) =>
    attempt({ case: `ein-Fall-für-日本語-${index}-${'x'.repeat(50)}`, repeat: index + 1 }),
  )
  const shown = boardRows('a suite of a long name '.repeat(5), progress({ running }), {
    columns,
    rows,
  })
  expect(Math.max(...shown.map(widthOf))).toBeLessThan(columns)
  expect(shown.length).toBeLessThan(Math.max(rows, 7))
  expect(shown.at(-1)).toMatch(/and \d+ more/)
})

it('no text of a case moves the cursor', () => {
  const evil = attempt({ case: 'x\u{1b}[2Jy\nz' })
  const rows = boardRows('t', progress({ running: [evil] }), { columns: 80, rows: 24 })
  for (const moving of ['\u{1b}', '\n']) expect(rows.join('')).not.toContain(moving)
})
