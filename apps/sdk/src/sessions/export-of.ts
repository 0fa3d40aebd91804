import {
  contentText,
  Json,
  mapTexts,
  maskSecrets,
  usageView,
  type Content,
  type State,
} from '@harness/kernel'
import { inputOf, type CallStep, type Step, type Trace } from '@harness/traces'
import type { ExportedEntry, SessionExport } from './export-session.ts'

/** A session for readers elsewhere, of its trace and of the state that its log comes to. */
export function exportOf(trace: Trace, state: State): SessionExport {
  const { cost, ...usage } = usageView(state)
  const { provider, id } = state.identity.configuration?.model ?? {}
  const { session, title, workspace, parent, forkedFrom, first, last, steps } = trace
  return {
    type: 'session',
    version: 1,
    id: session,
    title: title === null ? null : maskSecrets(title),
    workspace,
    model: provider === undefined ? null : `${provider}/${id}`,
    parent,
    forkedFrom,
    createdAt: iso(first.at),
    updatedAt: iso(last.at),
    turns: steps.filter((step) => step.kind === 'model' && step.outcome === 'replied').length,
    usage,
    cost,
    entries: steps.flatMap(entriesOf),
  }
}

function entriesOf(step: Step): ExportedEntry[] {
  const place = { seq: step.seq, at: iso(step.at) }
  switch (step.kind) {
    case 'input':
      return [{ ...place, kind: 'input', from: step.from, text: masked(step.content) }]
    case 'model': {
      const { outcome, failure, usage, cost, answered: model } = step
      const [text, reasoning] = [maskSecrets(step.text), maskSecrets(step.reasoning)]
      if (outcome === 'replied') {
        const reply = { ...place, kind: 'reply', model, reasoning, text, usage, cost } as const
        return [reply, ...step.calls.map(callEntry)]
      }
      if (outcome === 'open') return []
      const { code = outcome, message = '' } = failure ?? {}
      return [{ ...place, kind: 'failure', code, message: maskSecrets(message) }]
    }
    case 'compaction': {
      const { outcome: status, before, after, message } = step
      const detail = status === 'compacted' ? `${before} → ${after} tokens` : message
      return [{ ...place, kind: 'compaction', status, detail }]
    }
    case 'end': {
      const { reason, limit, message } = step.end
      return [{ ...place, kind: 'end', reason, detail: limit ?? message ?? '' }]
    }
    default:
      return []
  }
}

const callEntry = (call: CallStep): ExportedEntry => ({
  seq: call.seq,
  at: iso(call.acted ?? call.at),
  kind: 'call',
  callId: call.id,
  tool: call.tool,
  input: Json.parse(mapTexts(inputOf(call), maskSecrets)),
  status: statusOf(call),
  output: masked(call.content),
  changed: call.files.flatMap(({ path, change }) => (change === undefined ? [] : [path])),
  session: call.task?.session ?? null,
  durationMs: call.ms,
})

/** A call that is judged or asked about is proposed still. */
function statusOf({ status, acted }: CallStep): string {
  const isOpen = status === 'judging' || status === 'asking' || status === 'allowed'
  if (isOpen || status === 'lost') return acted === null ? 'proposed' : 'running'
  return status === 'background' ? 'done' : status
}

/** An export is for other eyes. */
const masked = (content: Content): string => maskSecrets(contentText(content))

const iso = (at: number): string => new Date(at).toISOString()
