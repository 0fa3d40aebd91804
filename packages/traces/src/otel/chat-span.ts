import type { ModelSpec, Usage } from '@harness/kernel'
import type { CompactionStep, ModelStep } from '../model/trace.ts'
import { double, type AttributeValue } from './attributes.ts'
import { madeSpan, type Place } from './made-span.ts'
import { finishReason, messagesText, outputMessage, type ChatMessage } from './messages.ts'
import type { OtlpSpan } from './otlp.ts'
import { providerName } from './provider-name.ts'
import { spanIdOf } from './span-ids.ts'
import type { Saying } from './span-options.ts'

export interface ChatContext extends Place, Saying {
  session: string
  /** The last time anything is known of. */
  last: number
  /** Whether replies follow a schema. */
  isJson: boolean
  /** What the request is the first to show. */
  shown: readonly ChatMessage[]
}

/** A request to a model, whatever came of it. */
export function chatSpan(step: ModelStep, context: ChatContext): OtlpSpan {
  const { session, last, mask } = context
  const isOpen = step.outcome === 'open'
  const failure = step.failure && mask(step.failure.message)
  return madeSpan(context, {
    id: spanIdOf(session, `chat ${step.seq}`),
    name: chatName(step.model),
    kind: 'client',
    from: step.at,
    to: step.ms === null && step.outcome === 'open' ? last : step.at + (step.ms ?? 0),
    isOpen,
    error: errorOf(step),
    message: failure ?? undefined,
    attributes: {
      'gen_ai.operation.name': 'chat',
      ...modelAttributes(step.model),
      'gen_ai.output.type': context.isJson ? 'json' : undefined,
      'gen_ai.response.model': step.answered,
      'gen_ai.response.finish_reasons':
        step.outcome === 'replied' ? [finishReason(step.stop)] : undefined,
      ...usageAttributes(step.usage),
      'gen_ai.conversation.id': session,
      'http.response.status_code': step.failure?.status,
      ...contentOf(step, context),
      'harness.seq': step.seq,
      'harness.attempt': step.attempt,
      'harness.cost_usd': step.cost === null ? undefined : { double: step.cost },
    },
  })
}

const errorOf = ({ outcome, failure }: ModelStep): string | undefined =>
  outcome === 'replied' || outcome === 'open' ? undefined : (failure?.code ?? outcome)

function contentOf(step: ModelStep, { content, mask, shown }: ChatContext) {
  if (!content) return {}
  return {
    'gen_ai.input.messages': messagesText(shown, mask),
    'gen_ai.output.messages':
      step.outcome === 'replied' ? messagesText([outputMessage(step)], mask) : undefined,
  }
}

/** The models that something else than a turn took: a summary, or a server of the Model Context Protocol. */
export function sideChatSpan(
  { seq, at, ms, usage }: Pick<CompactionStep, 'seq' | 'at' | 'ms'> & { usage: Usage },
  context: Place & { session: string; model: ModelSpec | null; what: string; last: number },
): OtlpSpan {
  const { session, model, what, last } = context
  return madeSpan(context, {
    id: spanIdOf(session, `chat of ${what}`),
    name: chatName(model),
    kind: 'client',
    from: at,
    to: ms === null ? last : at + ms,
    attributes: {
      'gen_ai.operation.name': 'chat',
      ...modelAttributes(model),
      ...usageAttributes(usage),
      'gen_ai.conversation.id': session,
      'harness.seq': seq,
    },
  })
}

const chatName = (model: ModelSpec | null): string => (model ? `chat ${model.id}` : 'chat')

export function modelAttributes(model: ModelSpec | null): Record<string, AttributeValue> {
  const url = model?.baseUrl === undefined ? null : URL.parse(model.baseUrl)
  return {
    'gen_ai.provider.name': providerName(model?.provider ?? 'unknown'),
    'gen_ai.request.model': model?.id,
    'gen_ai.request.temperature': double(model?.temperature),
    'gen_ai.request.max_tokens': model?.maxOutputTokens,
    'server.address': url?.hostname,
    'server.port': url && portOf(url),
  }
}

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port)

export const usageAttributes = (usage: Usage | null): Record<string, AttributeValue> => ({
  'gen_ai.usage.input_tokens': usage?.inputTokens,
  'gen_ai.usage.output_tokens': usage?.outputTokens,
  'gen_ai.usage.cache_read.input_tokens': usage?.cacheReadTokens,
  'gen_ai.usage.cache_creation.input_tokens': usage?.cacheWriteTokens,
  'gen_ai.usage.reasoning.output_tokens': usage?.reasoningTokens,
})
