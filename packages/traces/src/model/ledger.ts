// What the fold of a trace knows beside the trace: what is open, by the seq that an outcome names.
import type { CallId, EventOf } from '@harness/kernel'
import type {
  AskStep,
  CallStep,
  CompactionStep,
  HookStep,
  Judgement,
  ModelStep,
  RunStep,
  SetupStep,
  TaskStep,
  Trace,
} from './trace.ts'

export interface Ledger {
  trace: Trace
  setup: SetupStep | null
  run: RunStep | null
  runs: number
  models: Map<number, ModelStep>
  calls: Map<CallId, CallStep>
  judgements: Map<number, { call: CallStep; judgement: Judgement }>
  asks: Map<number, { call: CallStep; ask: AskStep }>
  acts: Map<number, { call: CallStep; at: number }>
  tasks: Map<number, { call: CallStep; task: TaskStep }>
  compactions: Map<number, CompactionStep>
  hooks: Map<number, HookStep>
}

/** What closes an intent is taken out: an outcome comes once. */
export function take<T>(open: Map<number, T>, cause: number | null): T | undefined {
  const found = open.get(cause ?? 0)
  open.delete(cause ?? 0)
  return found
}

export const newLedger = (): Ledger => ({
  trace: {
    session: '',
    title: null,
    workspace: null,
    parent: null,
    forkedFrom: null,
    first: { seq: 0, at: 0 },
    last: { seq: 0, at: 0 },
    damage: null,
    steps: [],
  },
  setup: null,
  run: null,
  runs: 0,
  models: new Map(),
  calls: new Map(),
  judgements: new Map(),
  asks: new Map(),
  acts: new Map(),
  tasks: new Map(),
  compactions: new Map(),
  hooks: new Map(),
})

/** The place of an event, as every step begins. */
export const placeOf = ({ seq, at }: { seq: number; at: number }) => ({ seq, at })

/** The settings that differ from those before. */
export function changedSince(
  before: SetupStep | null,
  now: EventOf<'session.configured'>['data'],
): string[] {
  if (!before) return []
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  return [
    differs(before.model, now.model) ? 'model' : [],
    differs(before.fallbacks, now.fallbacks ?? []) ? 'fallbacks' : [],
    before.system === now.system ? [] : 'system',
    before.toolset === now.toolset ? [] : 'tools',
    differs(before.permissions, now.permissions) ? 'permissions' : [],
    differs(before.limits, now.limits) ? 'limits' : [],
    before.kernel === now.kernel ? [] : 'kernel',
  ].flat()
}
