import { simulate } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { callsIn, summaryOf, traceOf } from '../index.ts'

const stories = 60

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
    const open = ['proposed', 'judging', 'asking', 'allowed', 'running', 'background', 'lost']
    expect(calls.filter(({ status }) => open.includes(status))).toEqual([])
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
