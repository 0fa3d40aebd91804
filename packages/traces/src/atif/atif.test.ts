import { decide, evolve, initialState, type Event } from '@harness/kernel'
import { checkLog, simulate } from '@harness/kernel/testing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventfulRun, eventfulSecret } from '../__fixtures__/eventful-run.ts'
import { importAtif, saying } from '../__fixtures__/import-atif.ts'
import { atifOf, callsIn, parseAtif, summaryOf, traceOf, type AtifTrajectory } from '../index.ts'

const stories = 40

/** What is told of the session, not of what was said. */
const own = (trajectory: AtifTrajectory): unknown => {
  const { session_id: _, trajectory_id: __, subagent_trajectories: children, ...rest } = trajectory
  return saying({ ...rest, subagent_trajectories: children?.map(own) })
}

/** Nothing is wrong with it, and nothing is left to do but to answer a person. */
function checkRest(events: readonly Event[]): void {
  const found = checkLog(events, { finished: true })
  const unanswered = found.filter((one) => !one.endsWith('was never shown'))
  expect(unanswered).toEqual([])
  const last = events.findLast(({ type }) => type === 'input.received' || type === 'run.finished')
  if (last?.type !== 'input.received') {
    expect(decide(events.reduce(evolve, initialState))).toEqual([])
  }
}

describe('a session as a trajectory', () => {
  it('has every input, reply, call and result of many stories, and the tokens of the summary', async () => {
    for (let seed = 1; seed <= stories; seed++) {
      const { events } = await simulate(seed)
      const trace = traceOf(events)
      const { steps = [], final_metrics } = atifOf(trace)
      const calls = callsIn(trace)
      const count = (type: string) => events.filter((event) => event.type === type).length
      const harness = events.filter(
        (event) => event.type === 'input.received' && event.data.from === 'harness',
      )
      expect(steps.map(({ step_id }) => step_id)).toEqual(steps.map((_, index) => index + 1))
      expect(steps.filter(({ source }) => source === 'user')).toHaveLength(
        count('input.received') - harness.length,
      )
      expect(steps.flatMap(({ tool_calls }) => tool_calls ?? [])).toHaveLength(calls.length)
      const results = steps.flatMap(({ observation }) => observation?.results ?? [])
      expect(results).toHaveLength(calls.filter(({ settled }) => settled !== null).length)
      const ids = steps.flatMap(({ tool_calls }) =>
        (tool_calls ?? []).map(({ tool_call_id }) => tool_call_id),
      )
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toEqual(expect.arrayContaining(results.map((one) => one.source_call_id)))
      const { usage } = summaryOf(trace)
      const summaries = Number(final_metrics?.extra?.['summary_prompt_tokens'] ?? 0)
      expect((final_metrics?.total_prompt_tokens ?? 0) + summaries).toBe(usage.inputTokens)
    }
  })

  it('has its subagents in it, and what failed', async () => {
    const { trace, texts } = await eventfulRun()
    const made = atifOf(trace, { texts })
    const results = made.steps!.flatMap(({ observation }) => observation?.results ?? [])
    const [child] = made.subagent_trajectories!
    expect(results.flatMap((one) => one.subagent_trajectory_ref ?? [])).toEqual([
      { trajectory_id: child!.trajectory_id },
    ])
    expect(child!.steps?.map(({ source }) => source)).toEqual(['system', 'user', 'agent', 'agent'])
    expect(made.steps![0]).toMatchObject({ source: 'system', message: 'You are a test.' })
    expect(JSON.stringify(made.agent.tool_definitions)).toContain('Says what it is told.')
    expect(results.map(({ extra }) => extra?.['harness'] ?? null)).toEqual([
      null,
      null,
      { status: 'failed', code: 'tool_error' },
      null,
      { status: 'denied', code: null },
      { status: 'invalid', code: 'invalid_input' },
      null,
    ])
    expect(JSON.stringify(made)).toContain('The model did not answer. retryable')
    expect(made.final_metrics?.extra).toEqual({ tool_prompt_tokens: 7, tool_completion_tokens: 3 })
    const { usage, priced } = summaryOf(trace)
    const all = [made, child!].map(({ final_metrics }) => final_metrics!)
    const sum = (of: (totals: (typeof all)[number]) => unknown) =>
      all.reduce((total, one) => total + Number(of(one) ?? 0), 0)
    expect(sum((one) => one.total_prompt_tokens) + 7).toBe(usage.inputTokens)
    expect(sum((one) => one.total_cost_usd)).toBeCloseTo(priced, 9)
  })

  it('is without what is masked', async () => {
    const { trace, texts } = await eventfulRun()
    const mask = (text: string) => text.replaceAll(eventfulSecret, '[masked]')
    expect(JSON.stringify(atifOf(trace, { texts }))).toContain(eventfulSecret)
    const masked = JSON.stringify(atifOf(trace, { texts, mask }))
    expect(masked).not.toContain(eventfulSecret)
    expect(masked).toContain('one [masked]')
  })
})

describe('a trajectory as a session', () => {
  it('is written again as it was read, whatever story it tells', async () => {
    for (let seed = 1; seed <= stories; seed++) {
      const { events } = await simulate(seed)
      const made = atifOf(traceOf(events))
      const read = await importAtif(made)
      checkRest(read.events)
      expect(atifOf(read.trace, read)).toEqual(made)
    }
  })

  it('has the calls, failures, tokens and subagents of the session that it was', async () => {
    const { trace, texts } = await eventfulRun()
    const read = await importAtif(atifOf(trace, { texts }))
    checkRest(read.events)
    expect(own(atifOf(read.trace, read))).toEqual(own(atifOf(trace, { texts })))
    const [before, after] = [summaryOf(trace), summaryOf(read.trace)]
    // What a server asked the model during a call has no step.
    expect(after.usage.inputTokens).toBe(before.usage.inputTokens - 7)
    const counts = ({ tools }: typeof before) =>
      tools.map(({ tool, calls, failed, denied }) => ({ tool, calls, failed, denied }))
    expect(counts(after)).toEqual(counts(before))
    expect(after.startedAt).toBe(trace.steps[0]!.at)
    expect(callsIn(read.trace).flatMap(({ task }) => task?.trace?.parent ?? [])).toEqual(['read'])
  })

  it('is written again as it was read, whatever the format allows', async () => {
    await fc.assert(
      fc.asyncProperty(trajectories, async (trajectory) => {
        const read = await importAtif(parseAtif(trajectory))
        checkRest(read.events)
        const again = atifOf(read.trace, read)
        expect(saying({ session_id: 'read', trajectory_id: 'read', ...trajectory })).toEqual(
          saying({ ...again, session_id: trajectory.session_id ?? 'read' }),
        )
      }),
      { numRuns: 400 },
    )
  })

  it('shows the model what nothing had called for, and asks nothing of it', async () => {
    const { trace, events } = await importAtif({
      agent: { name: 'terminal', version: '1', model_name: 'openai/gpt-4o' },
      steps: [
        { step_id: 1, source: 'user', message: 'make it' },
        {
          step_id: 2,
          source: 'agent',
          message: '{"keys": "ls"}',
          observation: { results: [{ content: 'a.txt' }] },
        },
        { step_id: 3, source: 'agent', message: 'done', metrics: { prompt_tokens: 5 } },
        { step_id: 4, source: 'system', message: 'handed over' },
      ],
    })
    checkRest(events)
    const inputs = trace.steps.flatMap((step) => (step.kind === 'input' ? [step.from] : []))
    expect(inputs).toEqual(['person', 'harness'])
    const models = trace.steps.filter((step) => step.kind === 'model')
    expect(models.map(({ inputs: shown }) => shown.length)).toEqual([1, 1])
    expect(models[1]!.model).toMatchObject({ provider: 'openai', id: 'gpt-4o' })
    expect(models[1]!.usage).toEqual({ inputTokens: 5, outputTokens: 0 })
    expect(trace.title).toBe('make it')
  })

  it('goes on where it stands: what happens since follows what was read', async () => {
    const made = { agent: { name: 'other', version: '3' }, steps: [] }
    const { events } = await importAtif({
      ...made,
      steps: [{ step_id: 7, source: 'user' as const, message: 'go' }],
    })
    const { seq } = events.at(-1)!
    const data = { from: 'person', mode: 'steer', content: [{ type: 'text', text: 'and?' }] }
    const more = { seq: seq + 1, at: 5, v: 1, cause: null, type: 'input.received', data }
    const again = atifOf(traceOf([...events, more as Event]))
    expect(again.steps!.map(({ step_id, message }) => [step_id, message])).toEqual([
      [7, 'go'],
      [2, 'and?'],
    ])
    expect(again.agent).toEqual({ name: 'other', version: '3' })
    expect(again.final_metrics).toMatchObject({ total_steps: 2 })
  })
})

describe('what is no trajectory', () => {
  it('is deeper than anybody means', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    const extra = { deep }
    const told = { agent: { name: 'a', version: '1' }, steps: [], extra }
    expect(() => parseAtif(told)).toThrow('deeper than 500 levels')
  })

  it.each([
    [{}, /the file is no ATIF trajectory:\n- agent: /],
    [[], /\(all of it\)/],
    [{ agent: { name: 'a', version: '1' }, steps: [{ step_id: 1 }] }, /- steps\[0\]\.source: /],
    [{ agent: { name: 'a', version: '1' }, wrong: 1 }, /wrong/],
    [{ schema_version: 'ATIF-v9.0', agent: {} }, /"ATIF-v9.0": known are ATIF-v1.0 to ATIF-v1.7/],
  ])('%j is told, and where it is wrong', (value, message) => {
    expect(() => parseAtif(value, 'the file')).toThrow(message)
    expect(() => parseAtif(value)).toThrow(expect.objectContaining({ code: 'bad_trajectory' }))
  })
})

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const record = <T extends object>(
  required: { [K in keyof T]: fc.Arbitrary<T[K]> },
  optional: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<any> =>
  fc
    .record({
      ...required,
      ...Object.fromEntries(Object.entries(optional).map(([key, value]) => [key, some(value)])),
    })
    .map((made) =>
      Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)),
    )

const words = fc.oneof(fc.constantFrom('', 'a', 'b\nc', '🎉'), fc.string({ unit: 'grapheme' }))
const json = fc.dictionary(fc.constantFrom('a', 'b', 'harness'), fc.constantFrom(1, 'x', true))
const parts = fc.array(
  fc.constantFrom(
    { type: 'text', text: 'look' },
    { type: 'image', source: { media_type: 'image/png', path: 'images/1.png' } },
  ),
)
const contents = fc.oneof(words, parts)
const ids = fc.constantFrom('c1', 'c2', 'c3')
const calls = record(
  { tool_call_id: ids, function_name: fc.constantFrom('read', 'write') },
  { extra: json },
).chain((call) => json.map((input) => ({ ...call, arguments: input })))
const results = record(
  {},
  {
    source_call_id: fc.oneof(ids, fc.constant('nobody')),
    content: contents,
    extra: json,
    subagent_trajectory_ref: fc.constantFrom(
      [{ trajectory_id: 't1' }],
      [{ trajectory_id: 't2' }, { trajectory_id: 't1' }],
      [{ trajectory_path: 'x.json' }],
    ),
  },
)
const counts = fc.nat(1000)
const steps = fc.array(
  record(
    { source: fc.constantFrom('system', 'user', 'agent'), message: contents },
    {
      timestamp: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00.5+01:00', 'soon'),
      model_name: fc.constantFrom('gpt', 'openai/gpt'),
      reasoning_effort: fc.constantFrom('high', 3),
      reasoning_content: words,
      tool_calls: fc.array(calls, { maxLength: 3 }),
      observation: record({ results: fc.array(results, { maxLength: 3 }) }),
      metrics: record(
        {},
        { prompt_tokens: counts, completion_tokens: counts, cached_tokens: counts, extra: json },
      ),
      is_copied_context: fc.boolean(),
      extra: json,
      llm_call_count: fc.nat(2),
    },
  ),
  { maxLength: 8 },
)
const about = {
  session_id: fc.constantFrom('s', 'session/1'),
  notes: words,
  extra: json,
  continued_trajectory_ref: fc.constant('next.json'),
  final_metrics: record({}, { total_steps: counts, total_cost_usd: fc.constant(0.5) }),
}
const agent = record(
  { name: fc.constantFrom('coder', 'x'), version: fc.constant('1.0') },
  { model_name: fc.constantFrom('gpt', 'a/b/c'), extra: json },
)
const numbered = (list: object[]) => list.map((step, index) => ({ step_id: index + 1, ...step }))
const version = fc.constantFrom('ATIF-v1.5', 'ATIF-v1.7')
const alone = record({ agent, schema_version: version, steps: steps.map(numbered) }, about)
const trajectories = fc
  .tuple(
    alone,
    fc
      .subarray(['t1', 't2'])
      .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), alone)))),
  )
  .map(([whole, children]) => ({
    ...whole,
    ...(children.length > 0 && {
      subagent_trajectories: children.map(([trajectory_id, child]) => ({
        session_id: 'child',
        ...child,
        trajectory_id,
      })),
    }),
  }))
