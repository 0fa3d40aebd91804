import { contentText, type Hash, type Json } from '@harness/kernel'
import { isRecord } from '../model/is-record.ts'
import { jsonIn } from '../model/json-in.ts'
import { taskText } from '../model/task-text.ts'
import type {
  AskStep,
  CallStep,
  CompactionStep,
  InputStep,
  ModelStep,
  SetupStep,
  Step,
  TaskStep,
} from '../model/trace.ts'
import type { AtifCall, AtifMetrics, AtifResult, AtifStep } from './atif.ts'
import { atifContent } from './atif-text.ts'
import { isoTime } from './iso-time.ts'

/** What a session of ours comes to, step by step, in order. */
export class PlainSteps {
  #count: number
  readonly #texts: ReadonlyMap<Hash, string>
  #system: Hash | null = null
  /** Ids of calls that were given; a server may give one twice. */
  readonly #ids = new Set<string>()

  constructor(before: number, texts: ReadonlyMap<Hash, string>) {
    this.#count = before
    this.#texts = texts
  }

  of(step: Step): AtifStep[] {
    const made = this.#made(step)
    if (!made) return []
    this.#count += 1
    return [{ step_id: this.#count, ...made }]
  }

  #made(step: Step): Omit<AtifStep, 'step_id'> | undefined {
    switch (step.kind) {
      case 'setup':
        return this.#prompt(step)
      case 'input':
        return inputStep(step)
      case 'model':
        if (step.outcome === 'open') return undefined
        return step.outcome === 'replied' ? this.#reply(step) : failureStep(step)
      case 'compaction':
        return step.outcome === 'open' ? undefined : compactionStep(step)
      case 'note':
        return step.task ? endOfTask(step.task, step) : undefined
      default:
        return undefined
    }
  }

  /** Said once, and again when it is another. */
  #prompt({ at, system }: SetupStep) {
    const text = this.#texts.get(system)
    if (system === this.#system || !text) return undefined
    this.#system = system
    return { timestamp: isoTime(at), source: 'system' as const, message: text }
  }

  #reply(step: ModelStep): Omit<AtifStep, 'step_id'> {
    const { at, ms, model, answered, usage, calls } = step
    const effort = model?.reasoningEffort
    const ids = new Map(calls.map((call) => [call, this.#idOf(call)]))
    const results = calls.flatMap((call) => resultOf(call, ids.get(call) ?? call.id))
    return {
      timestamp: isoTime(at + (ms ?? 0)),
      source: 'agent',
      ...((answered ?? model) && { model_name: answered ?? model?.id }),
      ...(effort !== undefined && { reasoning_effort: effort }),
      message: step.text,
      ...(step.reasoning !== '' && { reasoning_content: step.reasoning }),
      ...(calls.length > 0 && {
        tool_calls: calls.map((call) => callOf(call, ids.get(call) ?? call.id)),
      }),
      ...(results.length > 0 && { observation: { results } }),
      ...(usage && { metrics: metricsOf(step) }),
      llm_call_count: 1,
      extra: { harness: { seq: step.seq, stop: step.stop, attempt: step.attempt } },
    }
  }

  #idOf({ providerId, id }: CallStep): string {
    const own = providerId === '' || this.#ids.has(providerId) ? `${providerId}#${id}` : providerId
    this.#ids.add(own)
    return own
  }
}

const inputStep = ({ at, from, mode, content, seq }: InputStep): Omit<AtifStep, 'step_id'> => ({
  timestamp: isoTime(at),
  source: from === 'harness' ? 'system' : 'user',
  message: atifContent(content),
  extra: { harness: { seq, from, mode } },
})

function failureStep({ seq, at, ms, outcome, failure, attempt }: ModelStep) {
  const why = failure ? `${failure.code}: ${failure.message}` : outcome
  return {
    timestamp: isoTime(at + (ms ?? 0)),
    source: 'system' as const,
    message: `The model did not answer. ${why}`,
    extra: { harness: { seq, attempt, failure: failure?.code ?? outcome } },
  }
}

function compactionStep(step: CompactionStep): Omit<AtifStep, 'step_id'> {
  const { seq, at, ms, before, after, reason, outcome, usage } = step
  const isDone = outcome === 'compacted'
  const summary = contentText(step.content) || 'The conversation was made shorter.'
  const spent = usage && { prompt_tokens: usage.inputTokens, completion_tokens: usage.outputTokens }
  return {
    timestamp: isoTime(at + (ms ?? 0)),
    source: 'system',
    message: isDone ? summary : `The conversation was not made shorter. ${step.message}`.trim(),
    extra: {
      ...(isDone && { context_management: { type: 'compaction', boundary: 'replace' } }),
      harness: { seq, reason, outcome, before, after, usage: spent },
    },
  }
}

/** A task that ended in the background: the model reads of it as of an input. */
const endOfTask = (
  task: TaskStep,
  { seq, at, text }: { seq: number; at: number; text: string },
) => ({
  timestamp: isoTime(at),
  source: 'system' as const,
  message: `Task ${task.seq} ended. ${taskText(task) || text}`.trim(),
  extra: { harness: { seq, task: task.seq, status: task.status } },
})

/** Arguments that are no object are kept as the model wrote them. */
function callOf(call: CallStep, id: string): AtifCall {
  const input = jsonIn(call.input)
  const about: Record<string, Json> = { call: call.id, status: call.status, duration_ms: call.ms }
  const rule = call.judgements.at(-1)?.rule
  return {
    tool_call_id: id,
    function_name: call.tool,
    arguments: isRecord(input) ? input : {},
    extra: {
      harness: {
        ...about,
        ...(rule !== undefined && rule !== '' && { rule }),
        ...(call.asks.length > 0 && { asks: call.asks.map(askOf) }),
        ...(!isRecord(input) && { input: call.input }),
        ...(call.given !== undefined && { given: call.given }),
      },
    },
  }
}

const askOf = ({ decision, by, reason, answer }: AskStep): Json => ({
  decision,
  by,
  reason,
  answer,
})

function resultOf(call: CallStep, id: string): AtifResult[] {
  if (call.settled === null) return []
  const { status, code, task } = call
  const isPlain = status === 'done' || status === 'background'
  return [
    {
      source_call_id: id,
      content: atifContent(call.content),
      ...(task?.trace && {
        subagent_trajectory_ref: [{ trajectory_id: task.trace.session }],
      }),
      ...(!isPlain && { extra: { harness: { status, code } } }),
    },
  ]
}

function metricsOf({ usage, cost }: ModelStep): AtifMetrics {
  const written = usage?.cacheWriteTokens
  const thought = usage?.reasoningTokens
  const extra = {
    ...(written !== undefined && { cache_creation_input_tokens: written }),
    ...(thought !== undefined && { reasoning_tokens: thought }),
  }
  return {
    prompt_tokens: usage?.inputTokens,
    completion_tokens: usage?.outputTokens,
    ...(usage?.cacheReadTokens !== undefined && { cached_tokens: usage.cacheReadTokens }),
    ...(cost !== null && { cost_usd: cost }),
    ...(Object.keys(extra).length > 0 && { extra }),
  }
}
