import { suiteOf, type EvalCase } from '../../suite/suite.ts'
import type { CommandRecord } from '../../record/command-record.ts'
import type { SuiteFile } from '../../suite/suite-file.ts'
import type { Evidence, Round } from '../evidence.ts'
import type { SubjectEnd } from '@harness/kernel'
import { callsIn, type CallStep, type TaskStep, type Trace } from '@harness/traces'

/** A case that asks this and nothing else. */
export function caseOf(asks: Partial<SuiteFile['cases'][number]> = {}): EvalCase {
  const [theCase] = suiteOf({ name: 'test', cases: [{ id: 'one', task: 'Do it.', ...asks }] }).cases
  if (!theCase) throw new Error('a suite of one case has one')
  return theCase
}

export const endOf = (end: Partial<SubjectEnd> = {}): SubjectEnd => ({
  reason: 'done',
  limit: null,
  fault: null,
  answer: 'It is done.',
  session: 'work',
  ...end,
})

export const commandOf = (record: Partial<CommandRecord> = {}): CommandRecord => ({
  run: 'npm test',
  exitCode: 0,
  stopped: null,
  fault: null,
  head: '',
  tail: '',
  bytes: 0,
  ms: 1200,
  ...record,
})

export const roundOf = (round: Partial<Round> = {}): Round => ({
  end: endOf(),
  verification: null,
  ms: 10,
  ...round,
})

export const evidenceWith = (evidence: Partial<Evidence> = {}): Evidence => ({
  rounds: [roundOf()],
  setup: [],
  setupMs: 5,
  observed: { files: {}, more: 0, commands: [] },
  grade: null,
  trace: null,
  wallMs: 100,
  ...evidence,
})

type CallLike = Partial<CallStep> & { tool: string; status: CallStep['status'] }

/** A session in which these calls were made, one in each turn. */
export function traceWith(calls: readonly CallLike[]): Trace {
  const at = { seq: 1, at: 0 }
  const trace: Trace = {
    session: 'work',
    title: null,
    workspace: null,
    parent: null,
    forkedFrom: null,
    first: at,
    last: at,
    damage: null,
    steps: calls.map((call) => ({
      ...at,
      kind: 'model',
      turn: 1,
      attempt: 1,
      model: null,
      inputs: [],
      ms: 7,
      outcome: 'replied',
      settled: 1,
      answered: null,
      stop: null,
      text: '',
      reasoning: '',
      usage: { inputTokens: 10, outputTokens: 2 },
      cost: null,
      failure: null,
      transcript: null,
      calls: [callOf(call)],
    })),
  }
  if (callsIn(trace).length !== calls.length) throw new Error('a call is missing')
  return trace
}

const callOf = (call: CallLike): CallStep => ({
  kind: 'call',
  seq: 1,
  at: 0,
  id: '1.0',
  providerId: 'c',
  input: '{}',
  given: undefined,
  prepared: null,
  judgements: [],
  asks: [],
  attempts: 1,
  acted: 0,
  ms: 1,
  settled: 1,
  settledAt: 1,
  content: [],
  code: null,
  files: [],
  artifacts: [],
  usage: null,
  task: null,
  ...call,
})

/** The task of a command that ended so. */
export const endedWith = (end: { code: number | null; stopped?: 'timeout' }): TaskStep => ({
  seq: 1,
  at: 0,
  spec: { kind: 'command', argv: ['sh'], cwd: '/', env: {}, timeoutMs: 1, outputCap: 1 },
  background: false,
  ms: 1,
  status: 'ended',
  end: { kind: 'exited', head: '', tail: '', bytes: 0, durationMs: 1, ...end },
  content: [],
  session: null,
  trace: null,
})
