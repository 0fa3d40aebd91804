import { callId, defaultLimits, Json, textContent } from '@harness/kernel'
import type { AtifStep, AtifTrajectory } from './atif.ts'
import { textOfAtif } from './atif-text.ts'
import { draftCall } from './draft-call.ts'
import { instructionsOfAtif, promptOf } from './instructions-of-atif.ts'
import { timeOfIso } from './iso-time.ts'
import { keptStep, keptSubagent, keptTrajectory, type KeptResult, type KeptStep } from './kept.ts'
import { modelNamed } from './model-named.ts'
import { replyOf } from './reply-of.ts'
import { TimedDrafts, type AtifPlace, type TimedDraft } from './timed-drafts.ts'

/** What a trajectory becomes. */
export interface AtifDrafts {
  /** The whole log, ready to be appended to a new session. */
  drafts: readonly TimedDraft[]
  /** Subagents that calls sent out: sessions of their own. */
  subagents: readonly { session: string; trajectory: AtifTrajectory }[]
}

/**
 * A trajectory as the log of a session: every invariant of appends holds, times are those that it tells. What the log has no
 * field for is kept in `x.atif` events, so that `atifOf` writes it again. What it reads of images are their names.
 */
export const draftsOfAtif = (trajectory: AtifTrajectory, place: AtifPlace): AtifDrafts =>
  new Importing(trajectory, place).done()

class Importing {
  readonly #trajectory: AtifTrajectory
  readonly #place: AtifPlace
  readonly #steps: readonly AtifStep[]
  /** The place of the last reply: what follows it is never shown to the model. */
  readonly #lastReply: number
  readonly #drafts: TimedDrafts
  /** Those that no call has named yet. */
  readonly #unnamed: Set<AtifTrajectory>
  readonly #subagents: { session: string; trajectory: AtifTrajectory }[] = []
  #pending: number[] = []
  /** Whether a run goes on, and whether the model may have nothing left to do in it. */
  #run: 'none' | 'busy' | 'resting' = 'none'

  constructor(trajectory: AtifTrajectory, place: AtifPlace) {
    this.#trajectory = trajectory
    this.#place = place
    this.#steps = trajectory.steps ?? []
    this.#lastReply = this.#steps.findLastIndex(isReply)
    const times = this.#steps.flatMap(({ timestamp }) => timeOfIso(timestamp ?? '') ?? [])
    this.#drafts = new TimedDrafts(times[0] ?? place.now)
    this.#unnamed = new Set(trajectory.subagent_trajectories ?? [])
  }

  done(): AtifDrafts {
    this.#begin()
    for (const [index, step] of this.#steps.entries()) {
      this.#drafts.goTo(timeOfIso(step.timestamp ?? ''))
      this.#keep(this.#became(step, index))
    }
    if (this.#run !== 'none') this.#finish()
    for (const trajectory of this.#unnamed) {
      this.#drafts.add({ type: keptSubagent, data: plain({ trajectory }) })
    }
    return { drafts: this.#drafts.all, subagents: this.#subagents }
  }

  #begin(): void {
    const { session, workspace, title, parent, system, toolset } = this.#place
    const { steps: _, subagent_trajectories: __, ...about } = this.#trajectory
    const { agent } = about
    const created = {
      session,
      ...(workspace !== undefined && { workspace }),
      ...(parent !== undefined && { parent }),
      ...(title !== undefined && { title }),
    }
    const { tools } = instructionsOfAtif(this.#trajectory)
    this.#drafts.add({ type: 'session.created', data: created })
    this.#drafts.add({
      type: 'session.configured',
      data: {
        kernel: `${agent.name} ${agent.version}`,
        model: modelNamed(
          agent.model_name ?? this.#steps.find((one) => one.model_name)?.model_name,
        ),
        system,
        toolset,
        tools: tools.map((name) => ({ name, effect: 'other' })),
        permissions: { mode: 'ask', rules: [], person: false },
        limits: { ...defaultLimits, maxTurns: this.#steps.length + 1 },
      },
    })
    this.#drafts.add({ type: keptTrajectory, data: plain(about) })
  }

  #became(step: AtifStep, index: number): KeptStep {
    const { message, tool_calls, observation, ...rest } = step
    const isShown = index < this.#lastReply
    const whole = {
      ...rest,
      ...(message !== undefined && { message }),
      ...(tool_calls !== undefined && { tool_calls: tool_calls?.map(({ extra }) => ({ extra })) }),
      ...(observation !== undefined && { observation }),
    }
    if (index === 0 && promptOf(this.#trajectory) !== undefined) {
      const { message: _, ...unsaid } = whole
      return { became: 'prompt', step: unsaid }
    }
    if (isReply(step)) return this.#reply(step, isShown)
    // The model reads of what the system says with its next turn. A person is answered whenever somebody goes on with it.
    if (step.source === 'system' && !isShown) return { became: 'nothing', step: whole }
    const isOver = this.#run === 'resting' || !isShown
    if (step.source === 'user' && this.#run !== 'none' && isOver) this.#finish()
    this.#say(textOfAtif(message), step.source === 'user' ? 'person' : 'harness')
    const { message: _, ...unsaid } = whole
    const said = typeof message === 'string' ? unsaid : whole
    return { became: 'input', step: { ...said, ...this.#observed(step, isShown) } }
  }

  #say(text: string, from: 'person' | 'harness'): void {
    const data = { from, mode: 'steer' as const, content: textContent(text) }
    this.#pending.push(this.#drafts.add({ type: 'input.received', data }))
  }

  #finish(): void {
    this.#drafts.add({ type: 'run.finished', data: { reason: 'done' } })
    this.#run = 'none'
  }

  #reply(step: AtifStep, isShown: boolean): KeptStep {
    const { message, reasoning_content, tool_calls, observation: _, ...rest } = step
    const calls = tool_calls ?? []
    if (this.#run === 'none') this.#drafts.add({ type: 'run.started', data: {} })
    const started = this.#drafts.add({
      type: 'model.started',
      data: { attempt: 1, inputs: this.#pending },
    })
    this.#pending = []
    const settled = this.#drafts.add({
      type: 'model.settled',
      cause: started,
      data: { kind: 'replied', reply: replyOf(step) },
    })
    this.#run = calls.length > 0 ? 'busy' : 'resting'
    const results = step.observation?.results ?? []
    for (const [place, call] of calls.entries()) {
      const isFirst = calls.findIndex(({ tool_call_id: id }) => id === call.tool_call_id) === place
      const sent = draftCall(this.#drafts, {
        id: callId(settled, place),
        call,
        results: isFirst ? results.filter((one) => one.source_call_id === call.tool_call_id) : [],
        subagents: this.#unnamed,
        session: this.#place.session,
      })
      if (!sent) continue
      this.#unnamed.delete(sent.trajectory)
      this.#subagents.push(sent)
    }
    return {
      became: 'reply',
      step: {
        ...rest,
        ...(typeof message !== 'string' && message !== undefined && { message }),
        ...(!reasoning_content && reasoning_content !== undefined && { reasoning_content }),
        ...(tool_calls !== undefined && {
          tool_calls: tool_calls?.map(({ extra }) => ({ extra })),
        }),
        ...this.#observed(step, isShown),
      },
    }
  }

  /** What was seen: of calls in their results, of nothing that was called in inputs, as long as a model could read them. */
  #observed(
    { observation, tool_calls }: AtifStep,
    isShown: boolean,
  ): Pick<KeptStep['step'], 'observation'> {
    if (!observation) return observation === undefined ? {} : { observation }
    const { results } = observation
    if (!results) return { observation: {} }
    const ids = new Set((tool_calls ?? []).map(({ tool_call_id }) => tool_call_id))
    const kept = results.map((result): KeptResult => {
      const { content, source_call_id: id, ...rest } = result
      const isText = typeof content === 'string'
      const isOfCall = typeof id === 'string' && ids.has(id)
      const isOnly = results.filter((one) => one.source_call_id === id).length === 1
      if (isOfCall) {
        return isText && isOnly ? { ...rest, source_call_id: id, from: 'call' } : result
      }
      const text = textOfAtif(content)
      if (!isShown || text === '') return result
      this.#say(text, 'harness')
      const own = id === undefined ? rest : { ...rest, source_call_id: id }
      return { ...own, ...(!isText && { content }), from: 'input' }
    })
    return { observation: { results: kept } }
  }

  #keep(kept: KeptStep): void {
    this.#drafts.add({ type: keptStep, data: plain(kept) })
  }
}

/** What has calls is one, whoever it says wrote it. */
const isReply = ({ source, tool_calls }: AtifStep): boolean =>
  source === 'agent' || (tool_calls ?? []).length > 0

/** As it stands in JSON: without what is undefined. */
const plain = (value: unknown): Json => Json.parse(JSON.parse(JSON.stringify(value)))
