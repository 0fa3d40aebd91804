// The model of a session, asked outside of its conversation.
import { replyText, type Reply } from '../events/reply.ts'
import { textContent } from '../events/content.ts'
import type { EventOf } from '../events/event.ts'
import type { Failure } from '../events/failure.ts'
import type { Limits } from '../events/limits.ts'
import type { ModelSpec } from '../events/model-spec.ts'
import { addUsage, type Usage } from '../events/usage.ts'
import { retryDelayMs } from '../next/rest-before-retry.ts'
import type { CompactionContext, CompactionQuestion } from '../ports/compactor.ts'
import type { ModelEnd, ModelRequest, Provider } from '../ports/provider.ts'
import { effectKey } from './effect-key.ts'
import { Overheard } from './overheard.ts'
import type { Performance } from './performance.ts'
import { streamModel } from './stream-model.ts'

export class SideModel {
  readonly wire = new Overheard()
  readonly #intent: EventOf<'compaction.started'>
  readonly #performance: Performance
  readonly #model: ModelSpec
  #requests = 0
  #usage: Usage | undefined

  constructor(intent: EventOf<'compaction.started'>, performance: Performance, model: ModelSpec) {
    this.#intent = intent
    this.#performance = performance
    this.#model = model
  }

  /** What all answers took; undefined where none was counted. */
  get usage(): Usage | undefined {
    return this.#usage
  }

  /** The text of the answer. Retries what may pass; rejects when there is none. */
  async ask(question: CompactionQuestion, limits: Limits): ReturnType<CompactionContext['ask']> {
    const { host, signal } = this.#performance
    const provider = await host.provider(this.#model)
    for (let failures = 1; ; failures++) {
      const end = await this.#request(provider, question)
      if (end.type === 'reply') return this.#answer(end.reply)
      const { failure } = end
      if (!mayPass(failure) || failures >= limits.maxAttempts) throw new Error(failure.message)
      const failed = { ...failure, jitter: host.runtime.random() }
      await host.runtime.sleep(retryDelayMs({ failure: failed, failures }, limits) ?? 0, signal)
    }
  }

  #answer(reply: Reply) {
    const { usage } = reply
    if (usage) this.#usage = this.#usage ? addUsage(this.#usage, usage) : usage
    return { text: replyText(reply), isWhole: reply.stop !== 'length' }
  }

  #request(provider: Provider, question: CompactionQuestion): Promise<ModelEnd> {
    const { session, signal } = this.#performance
    const { wire } = this
    return streamModel(provider, this.#requestFor(question), {
      signal,
      wire,
      redactor: session.redactor,
    })
  }

  #requestFor({ system, text, maxOutputTokens }: CompactionQuestion): ModelRequest {
    const most = Math.min(maxOutputTokens ?? Infinity, this.#model.maxOutputTokens ?? Infinity)
    // What it would think of its own words has no room in them.
    const { reasoningEffort: _, ...model } = this.#model
    this.#requests += 1
    return {
      model: Number.isFinite(most) ? { ...model, maxOutputTokens: most } : model,
      system,
      messages: [{ role: 'user', content: textContent(text) }],
      tools: [],
      // No two requests under one name.
      key: `${effectKey(this.#performance.session, this.#intent)}.${this.#requests}`,
      image: async () => undefined,
    }
  }
}

const mayPass = ({ code }: Failure) => code === 'retryable' || code === 'truncated'
