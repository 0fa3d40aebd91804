import { addUsage, type Usage } from '@harness/kernel'
import type { ModelStep, RunStep, SetupStep } from '../model/trace.ts'
import { modelAttributes, usageAttributes } from './chat-span.ts'
import { madeSpan, type Place } from './made-span.ts'
import { finishReason, messagesText, outputMessage, type ChatMessage } from './messages.ts'
import type { OtlpSpan } from './otlp.ts'
import { spanIdOf } from './span-ids.ts'
import type { Saying } from './span-options.ts'
import { instructionsText, toolsText } from './told-text.ts'

/** A run, and what is known of it when all of its steps were seen. */
export interface RunFacts {
  step: RunStep
  setup: SetupStep | null
  /** Of a run that a fork goes on with: when the fork was made. */
  from: number
  /** What its first request showed. */
  shown: readonly ChatMessage[]
  replies: ModelStep[]
}

export interface RunContext extends Place, Saying {
  session: string
  agent: string
  version: string | undefined
  last: number
}

export const runSpanIdOf = (session: string, { seq }: RunStep): string =>
  spanIdOf(session, `run ${seq}`)

/** A run of the agent, from an input until it is idle. */
export function runSpan({ step, setup, from, ...facts }: RunFacts, context: RunContext): OtlpSpan {
  const { session, agent, version, last, mask } = context
  const { end, ms, seq } = step
  const newest = facts.replies.at(-1)
  return madeSpan(context, {
    id: runSpanIdOf(session, step),
    name: `invoke_agent ${agent}`,
    from,
    to: ms === null ? last : step.at + ms,
    isOpen: end === null,
    error: end === null || end.reason === 'done' ? undefined : end.reason,
    message: end?.message === undefined ? undefined : mask(end.message),
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      ...modelAttributes(setup?.model ?? null),
      'gen_ai.agent.name': agent,
      'gen_ai.agent.version': version,
      'gen_ai.conversation.id': session,
      'gen_ai.output.type': setup?.output === null || !setup ? undefined : 'json',
      'gen_ai.response.finish_reasons': newest && [finishReason(newest.stop)],
      ...ofRun(sumOf(facts.replies)),
      ...contentOf(setup, facts, context),
      'harness.seq': seq,
      'harness.turns': step.turns,
      'harness.run.reason': end?.reason,
      'harness.run.limit': end?.limit,
    },
  })
}

/** The conventions have no reasoning tokens of a run. */
function ofRun(usage: Usage | null): ReturnType<typeof usageAttributes> {
  const { 'gen_ai.usage.reasoning.output_tokens': _, ...rest } = usageAttributes(usage)
  return rest
}

const sumOf = (replies: readonly ModelStep[]): Usage | null =>
  replies.reduce<Usage | null>(
    (sum, { usage }) => (sum && usage ? addUsage(sum, usage) : (usage ?? sum)),
    null,
  )

function contentOf(
  setup: SetupStep | null,
  { shown, replies }: Pick<RunFacts, 'shown' | 'replies'>,
  { content, mask, texts }: RunContext,
) {
  if (!content) return {}
  const newest = replies.at(-1)
  return {
    'gen_ai.system_instructions': setup && instructionsText(texts.get(setup.system), mask),
    'gen_ai.tool.definitions': setup && toolsText(texts.get(setup.toolset), mask),
    'gen_ai.input.messages': messagesText(shown, mask),
    'gen_ai.output.messages': newest && messagesText([outputMessage(newest)], mask),
  }
}
