import { Event } from '@harness/kernel'
import { simulate } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { callsIn, summaryOf, traceOf } from '../index.ts'

const stories = 60

const open = new Set(['proposed', 'judging', 'asking', 'allowed', 'running', 'background', 'lost'])

type Short = readonly [type: string, data: unknown, cause?: number]

/** A log of events in short, a second between two. */
const log = (events: readonly Short[]): Event[] =>
  events.map(([type, data, cause = null], place) =>
    Event.parse({ seq: place + 1, at: place * 1000, v: 1, cause, type, data }),
  )

const call = (name: string, input: unknown) => ({
  type: 'call',
  id: 'c',
  name,
  input: JSON.stringify(input),
})

it('has every input, request, call, task and end of many stories, each settled where the log says so', async () => {
  for (let seed = 1; seed <= stories; seed++) {
    const { events } = await simulate(seed)
    const trace = traceOf(events)
    const count = (type: string) => events.filter((event) => event.type === type).length
    const steps = (kind: string) => trace.steps.filter((step) => step.kind === kind).length
    expect(steps('input')).toBe(count('input.received'))
    expect(steps('model')).toBe(count('model.started'))
    expect(steps('run')).toBe(count('run.started'))
    expect(steps('end')).toBe(count('run.finished'))
    expect(steps('compaction')).toBe(count('compaction.started'))
    expect(steps('hook')).toBe(count('hook.started'))
    const calls = callsIn(trace)
    expect(calls.filter(({ task }) => task).length).toBe(count('task.started'))
    expect(calls.flatMap(({ asks }) => asks).length).toBe(count('ask.opened'))
    expect(calls.filter(({ status }) => open.has(status))).toEqual([])
    expect(trace.last.seq).toBe(events.length)
  }
})

it('sums what many stories took as the kernel does', async () => {
  let failed = 0
  for (let seed = 1; seed <= stories; seed++) {
    const { events } = await simulate(seed)
    const summary = summaryOf(traceOf(events))
    const replies = events.flatMap((event) =>
      event.type === 'model.settled' && event.data.kind === 'replied' ? [event.data.reply] : [],
    )
    expect(summary.turns).toBe(replies.length)
    const asked = replies.reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0), 0)
    const models = summary.models.reduce((sum, { usage }) => sum + usage.inputTokens, 0)
    expect(models).toBe(asked)
    failed += summary.errors.length
  }
  expect(failed).toBeGreaterThan(0)
})

it('tells of a call what a hook made of its input, and of hooks what they said', () => {
  const trace = traceOf(
    log([
      ['session.created', { session: 's' }],
      ['model.started', { attempt: 1, inputs: [] }],
      [
        'model.settled',
        { kind: 'replied', reply: { parts: [call('echo', { text: 'a' })], stop: 'calls' } },
        2,
      ],
      ['judge.started', { call: '3.0', attempt: 1 }],
      [
        'call.judged',
        {
          kind: 'judged',
          prepared: { effect: 'pure', access: 'none' },
          verdict: { decision: 'allow', rule: 'r' },
          input: { text: 'b' },
        },
        4,
      ],
      ['tool.started', { call: '3.0', effect: 'pure', attempt: 1 }],
      ['tool.settled', { kind: 'done', content: [] }, 6],
      ['hook.started', { event: 'PostToolUse', call: '3.0', result: 7 }],
      [
        'hook.settled',
        {
          kind: 'answered',
          answers: [
            { event: 'PostToolUse', hook: 'mine', decision: 'deny', reason: 'Not formatted.' },
          ],
        },
        8,
      ],
    ]),
  )
  expect(callsIn(trace)).toMatchObject([{ given: { text: 'b' }, status: 'done', attempts: 1 }])
  expect(trace.steps.at(-1)).toMatchObject({
    kind: 'hook',
    event: 'PostToolUse',
    call: '3.0',
    answers: [{ hook: 'mine' }],
  })
})

it('says of files that were not all put back that they were not', () => {
  const files = [{ path: '/w/a', before: { hash: null }, after: { hash: null } }]
  const failed = { kind: 'failed', message: '/w/a may not be accessed.', files: [] }
  const { steps } = traceOf(
    log([
      ['session.created', { session: 's', workspace: '/w' }],
      ['rewind.started', { to: 1, files }],
      ['rewind.settled', failed, 2],
    ]),
  )
  expect(steps).toMatchObject([
    { note: 'rewound', text: '1 file, to event 1' },
    { note: 'rewound', text: 'not all of them: /w/a may not be accessed.' },
  ])
})
