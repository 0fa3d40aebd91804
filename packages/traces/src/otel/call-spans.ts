import type { ModelSpec } from '@harness/kernel'
import { jsonIn } from '../model/json-in.ts'
import type { AskStep, CallStep } from '../model/trace.ts'
import { sideChatSpan } from './chat-span.ts'
import { madeSpan, type Place } from './made-span.ts'
import { messagesText, resultText } from './messages.ts'
import type { OtlpSpan } from './otlp.ts'
import { spanIdOf } from './span-ids.ts'
import type { Saying } from './span-options.ts'

export interface CallContext extends Place, Saying {
  session: string
  /** The last time anything is known of. */
  last: number
  model: ModelSpec | null
}

/** A call: what was asked about it, what it did, and the model that this took. */
export function callSpans(call: CallStep, context: CallContext): OtlpSpan[] {
  const { session, last, model } = context
  const id = callSpanIdOf(session, call)
  const asks = call.asks.map((ask) => askSpan(call, ask, context))
  const span = toolSpan(call, context)
  if (call.usage === null) return [...asks, span]
  const { seq, usage, acted, ms } = call
  const times = { seq, usage, at: acted ?? call.at, ms }
  const side = { ...context, parent: id, session, model, last, what: `call ${call.id}` }
  return [...asks, span, sideChatSpan(times, side)]
}

/** What stands below a call stands below this span. */
export const callSpanIdOf = (session: string, { id }: CallStep): string =>
  spanIdOf(session, `call ${id}`)

function toolSpan(call: CallStep, context: CallContext): OtlpSpan {
  const { session, content, mask } = context
  const error = errorOf(call)
  return madeSpan(context, {
    id: callSpanIdOf(session, call),
    name: `execute_tool ${call.tool}`,
    from: call.acted ?? call.at,
    to: endOf(call, context.last),
    isOpen: isOpen(call),
    error,
    message: error !== undefined && content ? mask(resultText(call.content)) : undefined,
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': call.tool,
      'gen_ai.tool.call.id': call.providerId,
      'gen_ai.tool.type': 'function',
      // The server asks nobody else: the span of the tool is that of the request, as the conventions have it.
      'mcp.method.name': call.prepared?.server === undefined ? undefined : 'tools/call',
      'gen_ai.conversation.id': session,
      ...contentOf(call, context),
      'harness.seq': call.seq,
      'harness.call': call.id,
      'harness.call.status': call.status,
      'harness.attempts': call.attempts,
      'harness.permission.rule': call.judgements.at(-1)?.rule || undefined,
      'harness.mcp.server': call.prepared?.server,
    },
  })
}

function contentOf(call: CallStep, { content, mask }: CallContext) {
  if (!content) return {}
  const input = call.given ?? jsonIn(call.input)
  const didWork = errorOf(call) === undefined && call.settled !== null
  return {
    'gen_ai.tool.call.arguments':
      input === undefined ? mask(call.input) : messagesText(input, mask),
    'gen_ai.tool.call.result': didWork ? mask(resultText(call.content)) : undefined,
  }
}

/** What the model is not told of yet. */
const isOpen = (call: CallStep): boolean =>
  call.settled === null || call.task?.status === 'running' || call.status === 'running'

/** Of what went into the background: when that ended. */
function endOf(call: CallStep, last: number): number {
  if (isOpen(call)) return last
  const { task, settledAt } = call
  return Math.max(settledAt ?? last, task && task.ms !== null ? task.at + task.ms : 0)
}

function errorOf({ status, code, settled }: CallStep): string | undefined {
  if (settled === null || status === 'running') return undefined
  if (status === 'done' || status === 'background') return undefined
  return status === 'failed' || status === 'invalid' ? (code ?? status) : status
}

/** Somebody was asked; the conventions have nothing for that. */
function askSpan(call: CallStep, ask: AskStep, context: CallContext): OtlpSpan {
  const { session, last, content, mask } = context
  return madeSpan(context, {
    id: spanIdOf(session, `ask ${ask.seq}`),
    name: `ask ${call.tool}`,
    from: ask.at,
    to: ask.ms === null ? last : ask.at + ask.ms,
    isOpen: ask.decision === 'open',
    attributes: {
      'harness.seq': ask.seq,
      'harness.call': call.id,
      'harness.ask.decision': ask.decision,
      'harness.ask.by': ask.by || undefined,
      'harness.ask.question': content && ask.question !== null ? mask(ask.question) : undefined,
      'harness.ask.answer': content && ask.answer !== null ? mask(ask.answer) : undefined,
    },
  })
}
