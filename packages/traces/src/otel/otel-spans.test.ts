import type { Reply } from '@harness/kernel'
import { simulate } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'
import { eventfulRun, eventfulSecret } from '../__fixtures__/eventful-run.ts'
import {
  atifOf,
  otelSpans,
  otlpBatches,
  summaryOf,
  traceOf,
  type OtlpSpan,
  type Trace,
} from '../index.ts'

const spansOf = (...args: Parameters<typeof otelSpans>): OtlpSpan[] =>
  otelSpans(...args).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans),
  )

const attribute = ({ attributes }: OtlpSpan, key: string) =>
  Object.values(attributes.find((one) => one.key === key)?.value ?? {})[0]

const named = (spans: readonly OtlpSpan[], name: string) =>
  spans.filter((span) => span.name === name)

const stories = 60

it('makes one tree of each of many stories: no id twice, every parent there, no end before its beginning', async () => {
  for (let seed = 1; seed <= stories; seed++) {
    const { events } = await simulate(seed)
    const spans = spansOf(traceOf(events), { content: true })
    const ids = new Set(spans.map(({ spanId }) => spanId))
    expect(ids.size).toBe(spans.length)
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(1)
    for (const { parentSpanId, startTimeUnixNano, endTimeUnixNano } of spans) {
      if (parentSpanId !== undefined) expect(ids).toContain(parentSpanId)
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano))
    }
    const count = (type: string) => events.filter((event) => event.type === type).length
    const of = (operation: string) =>
      spans.filter((span) => attribute(span, 'gen_ai.operation.name') === operation)
    expect(of('invoke_agent')).toHaveLength(count('run.started'))
    expect(of('execute_tool')).toHaveLength(
      events.flatMap((event) =>
        event.type === 'model.settled' && event.data.kind === 'replied'
          ? event.data.reply.parts.filter(({ type }) => type === 'call')
          : [],
      ).length,
    )
    const sides = spans.filter(
      (span) => attribute(span, 'harness.attempt') === undefined && span.kind === 3,
    )
    expect(of('chat')).toHaveLength(count('model.started') + sides.length)
  }
})

it('has the tokens of the summary, each once', async () => {
  for (let seed = 1; seed <= stories; seed++) {
    const { events } = await simulate(seed)
    const trace = traceOf(events)
    const chats = spansOf(trace).filter(({ kind }) => kind === 3)
    const sum = (key: string) =>
      chats.reduce((all, span) => all + Number(attribute(span, key) ?? 0), 0)
    const { usage } = summaryOf(trace)
    expect(sum('gen_ai.usage.input_tokens')).toBe(usage.inputTokens)
    expect(sum('gen_ai.usage.output_tokens')).toBe(usage.outputTokens)
  }
})

it('is the same for the same session', async () => {
  const { trace } = await eventfulRun()
  expect(otelSpans(trace)).toEqual(otelSpans(structuredClone(trace)))
})

describe('a session in which much happens', () => {
  it('tells what failed, what was denied, what was asked, and who was sent out', async () => {
    const { trace, texts } = await eventfulRun()
    const spans = spansOf(trace, { texts })
    const [busy, chat] = named(spans, 'chat scripted-1')
    expect(busy).toMatchObject({ kind: 3, status: { code: 2, message: 'the server is busy' } })
    expect(attribute(busy!, 'error.type')).toBe('retryable')
    expect(attribute(busy!, 'http.response.status_code')).toBe('503')
    expect(chat!.status).toEqual({ code: 0 })
    expect(attribute(chat!, 'gen_ai.provider.name')).toBe('anthropic')
    expect(attribute(chat!, 'server.port')).toBe('4711')
    expect(attribute(chat!, 'gen_ai.request.temperature')).toBe(0)
    expect(attribute(chat!, 'gen_ai.request.max_tokens')).toBe('1000')
    const errors = named(spans, 'execute_tool echo').map((span) => attribute(span, 'error.type'))
    expect(errors).toEqual([undefined, 'invalid_input', undefined])
    const [denied] = named(spans, 'execute_tool delete')
    expect(attribute(denied!, 'error.type')).toBe('denied')
    const [read, gone] = named(spans, 'execute_tool mcp__files__read')
    expect(attribute(read!, 'mcp.method.name')).toBe('tools/call')
    expect(attribute(gone!, 'error.type')).toBe('tool_error')
    expect(attribute(named(spans, 'ask write')[0]!, 'harness.ask.decision')).toBe('allow')
    const [scout] = named(spans, 'invoke_agent scout')
    const [sent] = named(spans, 'execute_tool agent')
    expect(scout!.parentSpanId).toBe(sent!.spanId)
    expect(attribute(scout!, 'gen_ai.conversation.id')).toMatch(/^s1\.\d+$/)
    expect(named(spans, 'invoke_agent harness')).toHaveLength(2)
  })

  it('says nothing of what was said unless it is wanted, and then without what is masked', async () => {
    const { trace, texts } = await eventfulRun()
    const silent = JSON.stringify(otelSpans(trace, { texts }))
    for (const word of [eventfulSecret, 'I look', 'You are a test', 'Says what', 'gone says']) {
      expect(silent).not.toContain(word)
    }
    const mask = (text: string) => text.replaceAll(eventfulSecret, '[masked]')
    expect(JSON.stringify(otelSpans(trace, { texts, content: true }))).toContain(eventfulSecret)
    const telling = JSON.stringify(otelSpans(trace, { texts, content: true, mask }))
    expect(telling).not.toContain(eventfulSecret)
    for (const word of ['[masked]', 'I look', 'You are a test', 'what a says', 'look around']) {
      expect(telling).toContain(word)
    }
  })

  it('shows each message to the first request that had it, and a failed one does not use it up', async () => {
    const { trace } = await eventfulRun()
    const chats = named(spansOf(trace, { content: true }), 'chat scripted-1').filter(
      (span) => attribute(span, 'harness.attempt') !== undefined,
    )
    const shown = chats.map((span) => JSON.parse(String(attribute(span, 'gen_ai.input.messages'))))
    expect(shown[0]).toEqual(shown[1])
    expect(shown[1].map(({ role }: { role: string }) => role)).toEqual(['user'])
    expect(shown[2].map(({ role }: { role: string }) => role)).toEqual(Array(7).fill('tool'))
    expect(shown[3].map(({ role }: { role: string }) => role)).toEqual(['user'])
  })
})

it('ends what is open where anything was last heard of it, and says so', async () => {
  const { events } = await eventfulRun()
  for (let kept = 1; kept < events.length; kept++) {
    const trace = traceOf(events.slice(0, kept))
    const spans = spansOf(trace)
    const last = BigInt(Math.round(trace.last.at * 1000)) * 1000n
    for (const span of spans) expect(BigInt(span.endTimeUnixNano)).toBeLessThanOrEqual(last)
    const began = trace.steps.some((step) => step.kind === 'run' && step.end === null)
    expect(
      spans.some(
        ({ name, attributes }) =>
          name.startsWith('invoke_agent') && attributes.some(({ key }) => key === 'harness.open'),
      ),
    ).toBe(began)
  }
})

it('has of a fork what happened since, and a link to what it was forked from', async () => {
  const { events } = await eventfulRun()
  const at = events.find(({ type }) => type === 'run.finished')!.seq
  const before = events.slice(0, at)
  const data = { session: 'other', parent: 's1', at }
  const fork = { seq: at + 1, at: events[at]!.at, v: 1, cause: null, type: 'session.forked', data }
  const rest = events.slice(at).map((event) => ({ ...event, seq: event.seq + 1 }))
  const trace: Trace = traceOf([...before, fork as never, ...rest.map(moved)])
  const spans = spansOf(trace)
  expect(named(spans, 'invoke_agent harness')).toHaveLength(1)
  expect(named(spans, 'execute_tool echo')).toHaveLength(0)
  const [session] = named(spans, 'session')
  const [original] = named(spansOf(traceOf(events)), 'session')
  expect(session!.links).toMatchObject([{ traceId: original!.traceId, spanId: original!.spanId }])
  expect(session!.traceId).not.toBe(original!.traceId)
})

const moved = <E extends { cause: number | null }>(event: E): E => ({
  ...event,
  cause: event.cause === null ? null : event.cause + 1,
})

it('goes in batches that are within their bounds and together are all of it', async () => {
  const { trace } = await eventfulRun()
  const whole = otelSpans(trace)
  const batches = [...otlpBatches(whole, { spans: 4, length: 1_000_000 })]
  const spans = batches.map(({ resourceSpans }) => resourceSpans[0]!.scopeSpans[0]!.spans)
  expect(spans.flat()).toEqual(spansOf(trace))
  expect(Math.max(...spans.map(({ length }) => length))).toBe(4)
  expect([...otlpBatches(whole, { spans: 99, length: 1 })]).toHaveLength(spansOf(trace).length)
})

it('takes what is masked out of names too: a model calls tools by any name', async () => {
  const { events } = await eventfulRun()
  const text = JSON.stringify(events).replaceAll('"name":"echo"', `"name":"${eventfulSecret}"`)
  const trace = traceOf(JSON.parse(text))
  expect(JSON.stringify(otelSpans(trace))).toContain(`execute_tool ${eventfulSecret}`)
  const mask = (said: string) => said.replaceAll(eventfulSecret, '[masked]')
  const masked = JSON.stringify(otelSpans(trace, { mask, content: true }))
  expect(masked).toContain('execute_tool [masked]')
  expect(masked).not.toContain(eventfulSecret)
})

it('comes back from arguments that are deeper than anybody means', async () => {
  const { events } = await eventfulRun()
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const told = events.map((event) =>
    event.type === 'model.settled' && event.data.kind === 'replied'
      ? { ...event, data: { ...event.data, reply: deeper(event.data.reply, deep) } }
      : event,
  )
  const text = JSON.stringify(otelSpans(traceOf(told), { content: true }))
  expect(text).toContain(deep)
  expect(JSON.stringify(atifOf(traceOf(told)))).toContain(deep)
})

const deeper = (reply: Reply, input: string): Reply => ({
  ...reply,
  parts: reply.parts.map((part) => (part.type === 'call' ? { ...part, input } : part)),
})
