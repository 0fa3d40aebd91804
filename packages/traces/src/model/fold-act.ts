import {
  contentText,
  textContent,
  type Event,
  type EventOf,
  type ToolResult,
} from '@harness/kernel'
import { placeOf, take, type Ledger } from './ledger.ts'
import type { CallStep, TaskStep } from './trace.ts'
import { took } from './took.ts'

/** What calls did, and the tasks that did it for them. */
export function foldAct(ledger: Ledger, event: Event): void {
  switch (event.type) {
    case 'tool.started': {
      const call = ledger.calls.get(event.data.call)
      if (!call) return
      begun(call, event)
      ledger.acts.set(event.seq, { call, at: event.at })
      return
    }
    case 'tool.settled': {
      const act = take(ledger.acts, event.cause)
      if (act) settled(act.call, event, { result: event.data, since: act.at })
      return
    }
    case 'task.started':
      return started(ledger, event)
    case 'task.promoted': {
      const found = ledger.tasks.get(event.data.task)
      if (!found) return
      const { call, task } = found
      task.background = true
      settled(call, event, {
        result: { kind: 'done', content: event.data.content },
        since: task.at,
      })
      call.status = 'background'
      return
    }
    case 'task.settled':
      return ended(ledger, event)
    default:
  }
}

function begun(call: CallStep, { at }: Event): void {
  call.status = 'running'
  call.attempts += 1
  call.acted = at
}

function started(ledger: Ledger, event: EventOf<'task.started'>): void {
  const call = ledger.calls.get(event.data.call)
  if (!call) return
  begun(call, event)
  const { spec } = event.data
  const session = spec.kind === 'subagent' ? `${ledger.trace.session}.${event.seq}` : null
  const open = { background: false, ms: null, status: 'running' as const, end: null, content: [] }
  const task: TaskStep = { ...placeOf(event), spec, ...open, session, trace: null }
  call.task = task
  ledger.tasks.set(event.seq, { call, task })
}

function ended(ledger: Ledger, event: EventOf<'task.settled'>): void {
  const found = take(ledger.tasks, event.cause)
  if (!found) return
  const { call, task } = found
  const { data } = event
  task.ms = took(data.kind, task.at, event.at)
  task.status = data.kind
  if (data.kind === 'ended') task.end = data.end
  const result = data.kind === 'ended' ? data.result : data
  task.content = 'content' in result ? result.content : textContent(result.message)
  if (!task.background) return settled(call, event, { result, since: task.at })
  call.status = result.kind
  call.ms = task.ms ?? call.ms
  const text = contentText(task.content)
  ledger.trace.steps.push({ kind: 'note', ...placeOf(event), note: 'task', text, task })
}

type Result = ToolResult | { kind: 'cancelled' | 'lost' | 'unknown' | 'forked'; message: string }

function settled(
  call: CallStep,
  { seq, at }: Event,
  { result, since }: { result: Result; since: number },
): void {
  call.status = result.kind
  call.ms = took(result.kind, since, at)
  call.settled = seq
  call.settledAt = at
  call.content = 'content' in result ? result.content : textContent(result.message)
  if ('code' in result) call.code = result.code
  if (!('content' in result)) return
  call.files = result.files ?? []
  call.artifacts = result.artifacts ?? []
  call.usage = result.usage ?? null
}
