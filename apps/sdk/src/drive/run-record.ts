// What one query comes to: folds the log and the stream of its session while they pass by.
import {
  contentText,
  replyText,
  usageView,
  type Event,
  type RunEnd,
  type State,
  type StreamEvent,
  type UsageView,
} from '@harness/kernel'
import type { RunCall, RunDenial, RunResult } from '../run-result.ts'
import { jsonOf } from './json-of.ts'

export class RunRecord {
  readonly #before: State['usage']
  readonly #calls = new Map<string, RunCall>()
  readonly #denied = new Map<string, RunDenial>()
  readonly #errors: string[] = []
  #text = ''
  #turns = 0
  #hasActed = false

  constructor(state: State) {
    this.#before = state.usage
  }

  event(event: Event): void {
    if (event.type === 'task.started') this.#hasActed = true
    if (event.type === 'tool.started' && event.data.effect !== 'pure') this.#hasActed = true
    if (event.type === 'model.settled' && event.data.kind === 'replied') {
      this.#turns += 1
      this.#text = replyText(event.data.reply)
    }
    if (event.type === 'tool.settled' && event.data.kind === 'done' && event.data.endsRun) {
      this.#text = contentText(event.data.content)
    }
  }

  line(line: StreamEvent): void {
    switch (line.type) {
      case 'tool.start': {
        const { callId, tool, input } = line
        this.#calls.set(callId, { callId, tool, input, output: '', error: null })
        break
      }
      case 'tool.end': {
        const { callId, tool, output, error } = line
        // An earlier process may have begun it.
        const call = this.#calls.get(callId) ?? { callId, tool, input: null }
        this.#calls.set(callId, { ...call, output, error })
        break
      }
      case 'permission.decision': {
        const { callId, tool, rule, reason } = line
        if (line.decision === 'deny') this.#denied.set(callId, { callId, tool, rule, reason })
        break
      }
      case 'error':
        this.#errors.push(line.message)
        break
      default:
    }
  }

  result(state: State, end: RunEnd, durationMs: number): RunResult {
    const { session: sessionId, configuration } = state.identity
    const { cost, ...usage } = spentBetween(this.#before, state.usage)
    const finished = end.kind === 'finished' ? end : undefined
    const output = configuration?.output === undefined ? null : jsonOf(this.#text)
    if (output === undefined && finished?.reason === 'done') {
      this.#errors.push('The model was asked for JSON, and its last reply is none.')
    }
    return {
      sessionId,
      model: configuration ? `${configuration.model.provider}/${configuration.model.id}` : '',
      text: this.#text,
      output: output ?? null,
      unconfirmed: finished?.unconfirmed ?? false,
      reason: finished?.reason ?? (end.kind === 'stopped' ? 'stopped' : 'idle'),
      limit: finished?.limit ?? null,
      message: finished?.message ?? null,
      turns: this.#turns,
      calls: [...this.#calls.values()],
      denied: [...this.#denied.values()],
      hasActed: this.#hasActed,
      errors: this.#errors,
      usage,
      cost,
      background: end.background.map((task) => ({ task, what: describeTask(state, task) })),
      durationMs: Math.round(durationMs),
    }
  }
}

function spentBetween(before: State['usage'], after: State['usage']): UsageView {
  return usageView({
    usage: {
      inputTokens: after.inputTokens - before.inputTokens,
      outputTokens: after.outputTokens - before.outputTokens,
      cacheReadTokens: after.cacheReadTokens - before.cacheReadTokens,
      cacheWriteTokens: after.cacheWriteTokens - before.cacheWriteTokens,
      reasoningTokens: after.reasoningTokens - before.reasoningTokens,
      cost: after.cost - before.cost,
      unpriced: after.unpriced - before.unpriced,
    },
  })
}

function describeTask({ open }: State, task: number): string {
  const intent = open.find((one) => one.seq === task)
  if (intent?.type !== 'task.started') return ''
  const { spec } = intent.data
  return spec.kind === 'command' ? (spec.argv.at(-1) ?? '') : spec.prompt
}
