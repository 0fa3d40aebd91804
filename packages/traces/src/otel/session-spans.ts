import { textContent } from '@harness/kernel'
import { taskText } from '../model/task-text.ts'
import type {
  CallStep,
  CompactionStep,
  HookStep,
  ModelStep,
  SetupStep,
  Trace,
} from '../model/trace.ts'
import { callSpanIdOf, callSpans } from './call-spans.ts'
import { chatSpan, sideChatSpan } from './chat-span.ts'
import { madeSpan, type Place } from './made-span.ts'
import { toolMessage, userMessage, type ChatMessage } from './messages.ts'
import type { OtlpSpan } from './otlp.ts'
import { runSpan, runSpanIdOf, type RunFacts } from './run-span.ts'
import { spanIdOf } from './span-ids.ts'
import type { Saying } from './span-options.ts'

export interface SessionContext extends Place, Saying {
  agent: string
  version: string | undefined
}

/** The spans of one session and its subagents'. Of a fork: what happened since; the rest are its parent's. */
export function sessionSpans(trace: Trace, context: SessionContext): OtlpSpan[] {
  return new SessionSpans(trace, context).made()
}

class SessionSpans {
  readonly #trace: Trace
  readonly #context: SessionContext
  readonly #since: number
  readonly #spans: OtlpSpan[] = []
  #setup: SetupStep | null = null
  #run: RunFacts | null = null
  /** Whether anything of the run is this session's own. */
  #isOwnRun = false
  /** What was said, by the seq that a request names. */
  readonly #said = new Map<number, ChatMessage>()
  /** What the next request is the first to show, the calls of the last reply aside. */
  #fresh: ChatMessage[] = []
  #calls: readonly CallStep[] = []

  constructor(trace: Trace, context: SessionContext) {
    this.#trace = trace
    this.#context = context
    this.#since = trace.forkedFrom?.at ?? 0
  }

  made(): OtlpSpan[] {
    for (const step of this.#trace.steps) {
      switch (step.kind) {
        case 'setup':
          this.#setup = step
          break
        case 'input':
          this.#said.set(step.seq, userMessage(step.content))
          break
        case 'note':
          if (step.task)
            this.#said.set(step.seq, userMessage(textContent(taskText(step.task) || step.text)))
          break
        case 'run':
          this.#begin({ step, setup: this.#setup, from: step.at, shown: [], replies: [] })
          break
        case 'end':
          this.#isOwnRun ||= step.seq > this.#since
          this.#finish()
          break
        case 'model':
          this.#model(step)
          break
        case 'compaction':
          this.#compaction(step)
          break
        case 'hook':
          if (step.seq > this.#since) this.#spans.push(this.#hook(step))
          break
      }
    }
    this.#finish()
    return this.#spans
  }

  get #place(): Place & { session: string; last: number } {
    const { traceId, parent } = this.#context
    const { session, last } = this.#trace
    const above = this.#run ? runSpanIdOf(session, this.#run.step) : parent
    return { traceId, parent: above, session, last: last.at }
  }

  #begin(run: RunFacts): void {
    const { forkedFrom, steps } = this.#trace
    const fork = steps.find((step) => step.kind === 'note' && step.note === 'forked')
    const isOlder = forkedFrom !== null && run.step.seq <= this.#since
    this.#run = isOlder && fork ? { ...run, from: fork.at } : run
    this.#isOwnRun = !isOlder
  }

  #finish(): void {
    const { session, last } = this.#trace
    if (this.#run && this.#isOwnRun)
      this.#spans.push(runSpan(this.#run, { ...this.#context, session, last: last.at }))
    this.#run = null
  }

  #model(step: ModelStep): void {
    const own = step.seq > this.#since
    const said = step.inputs.flatMap((seq) => this.#said.get(seq) ?? [])
    this.#fresh = [...this.#fresh, ...this.#calls.map(toolMessage), ...said]
    this.#calls = []
    const shown = this.#fresh
    if (this.#run && own) {
      if (this.#run.replies.length === 0) this.#run.shown = shown
      this.#isOwnRun = true
    }
    if (own) {
      const isJson = this.#setup !== null && this.#setup.output !== null
      this.#spans.push(chatSpan(step, { ...this.#context, ...this.#place, isJson, shown }))
    }
    if (step.outcome !== 'replied') return
    if (own) this.#run?.replies.push(step)
    this.#fresh = []
    this.#calls = step.calls
    for (const call of step.calls) this.#call(call, step)
  }

  #call(call: CallStep, { model }: ModelStep): void {
    if (call.settled !== null && call.settled <= this.#since) return
    this.#isOwnRun = true
    const place = this.#place
    this.#spans.push(...callSpans(call, { ...this.#context, ...place, model }))
    const { task } = call
    if (!task?.trace || task.spec.kind !== 'subagent' || task.seq <= this.#since) return
    const parent = callSpanIdOf(place.session, call)
    const agent = task.spec.role
    for (const span of sessionSpans(task.trace, { ...this.#context, parent, agent })) {
      this.#spans.push(span)
    }
  }

  #compaction(step: CompactionStep): void {
    if (step.outcome === 'compacted' && step.content.length > 0) {
      // The calls before it stand in what it tells, or are shown with it.
      this.#fresh = [userMessage(step.content), ...this.#fresh]
    }
    if (step.seq <= this.#since) return
    const place = this.#place
    const id = spanIdOf(place.session, `compaction ${step.seq}`)
    const isFailed = step.outcome !== 'compacted' && step.outcome !== 'open'
    this.#spans.push(
      madeSpan(place, {
        id,
        name: `compact ${step.reason}`,
        from: step.at,
        to: step.ms === null ? place.last : step.at + step.ms,
        isOpen: step.outcome === 'open',
        error: isFailed ? step.outcome : undefined,
        message: isFailed ? this.#context.mask(step.message) : undefined,
        attributes: {
          'harness.seq': step.seq,
          'harness.tokens.before': step.before,
          'harness.tokens.after': step.after,
        },
      }),
    )
    const { usage } = step
    if (usage === null) return
    const about = { ...place, parent: id, model: this.#setup?.model ?? null }
    this.#spans.push(sideChatSpan({ ...step, usage }, { ...about, what: `compaction ${step.seq}` }))
  }

  #hook(step: HookStep): OtlpSpan {
    const place = this.#place
    return madeSpan(place, {
      id: spanIdOf(place.session, `hook ${step.seq}`),
      name: `hook ${step.event}`,
      from: step.at,
      to: step.ms === null ? place.last : step.at + step.ms,
      isOpen: step.outcome === 'open',
      attributes: { 'harness.seq': step.seq, 'harness.hook.outcome': step.outcome },
    })
  }
}
