import type { FailureType } from '../../record/verdict.ts'
import { Report, type AttemptReport, type CaseReport } from '../../report/report.ts'
import { totalsOf } from '../../report/totals-of.ts'

/** `+` passed, `*` passed with feedback, `-` failed, `t` failed by a timeout, `!` not measured, `.` not over. */
type Attempts = string

interface Made {
  id: string
  suite?: string
  subject?: string
  facts?: Report['run']['subject']['facts']
  /** Milliseconds since 1970. */
  at?: number
  cost?: number | null
  /** The attempts of each case. */
  cases: Readonly<Record<string, Attempts>>
  /** Cases that say something else than they did. */
  changed?: readonly string[]
  tags?: Readonly<Record<string, readonly string[]>>
}

/** A report as a run of that would have. */
export function madeReport(made: Made): Report {
  const {
    id,
    suite = 'suite',
    subject = 'mock',
    facts = {},
    at = 0,
    tags = {},
    changed = [],
  } = made
  const cases = Object.entries(made.cases).map(([name, attempts]): CaseReport => {
    const all = Array.from(attempts, (mark, index) =>
      attemptOf(mark, { name, repeat: index + 1, made }),
    )
    return {
      id: name,
      tags: [...(tags[name] ?? [])],
      task: `Do ${name}.`,
      hash: `${name} ${changed.includes(name) ? 2 : 1}`,
      scored: all.filter(({ status }) => status === 'passed' || status === 'failed').length,
      passed: all.filter(({ status }) => status === 'passed').length,
      attempts: all,
    }
  })
  const names = [...new Set(cases.flatMap((one) => one.tags))].toSorted()
  return Report.parse({
    version: 1,
    run: {
      id,
      suite: { name: suite, description: null, hash: 'sha256:0', source: null },
      subject: { name: subject, facts },
      harness: '1.0.0',
      startedAt: at,
      endedAt: at + 60_000,
      wallMs: 60_000,
      state: 'finished',
    },
    totals: totalsOf(cases),
    tags: Object.fromEntries(
      names.map((tag) => [tag, totalsOf(cases.filter((one) => one.tags.includes(tag)))]),
    ),
    cases,
  })
}

interface Place {
  name: string
  repeat: number
  made: Made
}

function attemptOf(mark: string, { name, repeat, made }: Place): AttemptReport {
  const failure = failures[mark] ?? null
  return {
    repeat,
    status: statuses[mark] ?? 'failed',
    assisted: mark === '*',
    failure,
    recovered: false,
    reason: failure === null ? '' : `${failure} of ${name}`,
    checks: [],
    broken: [],
    turns: 2,
    rounds: 1,
    calls: 1,
    failedCalls: 0,
    usage: { inputTokens: 100, outputTokens: 20 },
    cost: made.cost === undefined ? 0.01 : made.cost,
    gradeCost: 0,
    lostCost: 0,
    time: {
      wall: 3000,
      setup: 0,
      subject: 2000,
      models: 1500,
      tools: 500,
      people: 0,
      verification: 0,
    },
    session: null,
    paths: { folder: `attempts/${name}/${repeat}`, home: null, workspace: null },
  }
}

const statuses: Readonly<Record<string, AttemptReport['status']>> = {
  '+': 'passed',
  '*': 'passed',
  '!': 'infrastructure',
  '.': 'open',
}

const failures: Readonly<Record<string, FailureType>> = {
  '-': 'verification_failure',
  t: 'timeout',
}
