// The log of a run in which everything happens, told by a table: what became of each attempt.
import { z } from 'zod'
import type { EvalBody } from '../../record/eval-event.ts'
import { EvalFold, type EvalState } from '../../record/eval-fold.ts'
import type { AttemptFacts, FailureType, Verdict } from '../../record/verdict.ts'
import { suiteOf, type Suite } from '../../suite/suite.ts'
import { reportOf } from '../report-of.ts'
import type { Report } from '../report.ts'

/** `passed`, `assisted`, `infrastructure`, `open`, or why it failed. */
export type Outcome = 'passed' | 'assisted' | 'infrastructure' | 'open' | FailureType

export interface ExampleCase {
  id: string
  task?: string
  tags?: string[]
  outcomes: readonly Outcome[]
}

export interface ExampleOptions {
  /** What is said where a subject or a suite says something. */
  says?: (what: string) => string
  ended?: 'finished' | 'stopped' | 'cost' | null
}

const hash = `sha256:${'a'.repeat(64)}` as const

function exampleRun(
  cases: readonly ExampleCase[],
  { says = (what) => what, ended = 'finished' }: ExampleOptions = {},
): { state: EvalState; suite: Suite } {
  const fold = new EvalFold()
  let seq = 0
  let at = 1_790_000_000_000
  const add = (body: EvalBody) => {
    at += 700
    seq += 1
    fold.add({ seq, at, v: 1, cause: null, type: body.type, data: z.json().parse(body.data) })
  }
  add({
    type: 'x.eval.begun',
    data: {
      version: 1,
      suite: { name: says('arithmetic'), file: hash, source: null, folder: '/suites' },
      subject: { name: says('harness'), facts: { model: says('offline/script'), mode: 'auto' } },
      harness: '1.2.3',
      plan: cases.map(({ id, outcomes }) => ({ case: id, repeats: outcomes.length, hash })),
    },
  })
  for (const { id, outcomes } of cases) {
    for (const [place, outcome] of outcomes.entries()) attempt(add, { id, place, outcome, says })
  }
  if (ended) add({ type: 'x.eval.ended', data: { reason: ended, message: '' } })
  const file = {
    name: says('arithmetic'),
    description: says('Small sums.'),
    cases: cases.map(({ id, task = 'Add two numbers.', tags, outcomes }) => ({
      id,
      task: says(task),
      ...(tags && { tags }),
      repeats: outcomes.length,
    })),
  }
  return { state: fold.state, suite: suiteOf(file) }
}

export function exampleReport(cases: readonly ExampleCase[], options?: ExampleOptions): Report {
  const { state, suite } = exampleRun(cases, options)
  const kept = ({ scored }: EvalState['attempts'][number]) => ({
    home: true,
    workspace: scored?.verdict.status !== 'passed',
  })
  return reportOf(state, suite, { id: '20260101-run', kept })
}

interface Attempt {
  id: string
  place: number
  outcome: Outcome
  says: (what: string) => string
}

function attempt(add: (body: EvalBody) => void, { id, place, outcome, says }: Attempt): void {
  const about = { case: id, repeat: place + 1, try: 1 }
  const folder = `attempts/${id}/${place + 1}`
  add({ type: 'x.eval.attempt-started', data: { ...about, folder } })
  if (outcome === 'open') return
  if (outcome === 'infrastructure') {
    const message = says('the endpoint answers with 529')
    add({
      type: 'x.eval.attempt-broken',
      data: { ...about, stage: 'subject', code: 'overloaded', message, cost: 0.5 },
    })
    return
  }
  const end = {
    reason: 'done',
    limit: null,
    fault: null,
    answer: says('4'),
    session: 'work',
  } as const
  add({ type: 'x.eval.round-ended', data: { ...about, round: 0, end, ms: 900 } })
  add({
    type: 'x.eval.attempt-scored',
    data: { ...about, verdict: verdictOf(outcome, says), facts: factsOf(place) },
  })
}

function verdictOf(outcome: Outcome, says: Attempt['says']): Verdict {
  const checks = [
    { name: 'verify', passed: true, message: '' },
    { name: 'expect.files.sum.txt', passed: true, message: '' },
  ]
  if (outcome === 'passed' || outcome === 'assisted') {
    return {
      status: 'passed',
      assisted: outcome === 'assisted',
      failure: null,
      recovered: outcome === 'assisted',
      reason: '',
      checks,
    }
  }
  const message = says('exit code 1, not 0; it wrote last: "expected 4, got 5"')
  return {
    status: 'failed',
    assisted: false,
    failure: outcome === 'infrastructure' || outcome === 'open' ? null : outcome,
    recovered: false,
    reason: `verify: ${message}`,
    checks: [{ name: 'verify', passed: false, message }, ...checks.slice(1)],
  }
}

const factsOf = (place: number): AttemptFacts => ({
  turns: 3 + place,
  rounds: 1,
  calls: 4,
  failedCalls: place % 2,
  usage: { inputTokens: 1200, outputTokens: 80 },
  cost: 0.0125,
  gradeCost: 0,
  time: {
    wall: 2000,
    setup: 100,
    subject: 1500,
    models: 1100,
    tools: 200,
    people: 0,
    verification: 300,
  },
})
