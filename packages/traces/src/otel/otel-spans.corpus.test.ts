// Exports against the checker of the conventions, which is no part of this project.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '@harness/kernel/testing'
import { afterAll, expect, test } from 'vitest'
import { eventfulRun } from '../__fixtures__/eventful-run.ts'
import { callsIn, otelSpans, traceOf, type OtlpTraces, type Trace } from '../index.ts'

const corpora = process.env['HARNESS_CORPORA']
const folder = mkdtempSync(join(tmpdir(), 'harness-otlp-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const python = (...args: string[]) =>
  spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 100_000_000 })

/** Why it cannot be checked here; undefined where it can. */
const missing = !corpora
  ? 'no corpora'
  : python('-c', 'import yaml, jsonschema').status === 0
    ? undefined
    : 'python3 with yaml and jsonschema is not installed'

/** What the checker says of some exports: its first line, and a line for each finding. */
function check(exports: readonly OtlpTraces[]): string[] {
  const file = join(folder, 'traces.jsonl')
  writeFileSync(file, exports.map((traces) => `${JSON.stringify(traces)}\n`).join(''))
  return python(join(corpora ?? '', 'otel/check-otlp.py'), file)
    .stdout.trim()
    .split('\n')
}

const seeds = 200

/** Traces of stories; where one sent out a subagent, that did what happened in another story. */
async function stories(): Promise<Trace[]> {
  const traces: Trace[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    const trace = traceOf((await simulate(seed)).events)
    for (const { task } of callsIn(trace)) {
      const [child] = traces.slice(-1)
      if (task?.session && child) task.trace = { ...structuredClone(child), session: task.session }
    }
    traces.push(trace)
    // As it was in the middle.
    const { events } = await simulate(seed + seeds)
    traces.push(traceOf(events.slice(0, (seed * 7) % events.length)))
  }
  return traces
}

test.skipIf(missing)(`of the checker: ${missing ?? 'it finds what is wrong'}`, () => {
  const bad: OtlpTraces = JSON.parse(
    readFileSync(join(corpora ?? '', 'otel/example-bad.json'), 'utf8'),
  )
  expect(check([bad])[0]).toMatch(/spans, [1-9]\d* findings/)
})

test.skipIf(missing)(
  'nothing is wrong with what is exported of stories, with content and without',
  async () => {
    const all = [...(await stories()), (await eventfulRun()).trace]
    const { texts } = await eventfulRun()
    const kinds = new Set(all.flatMap(({ steps }) => steps.map(({ kind }) => kind)))
    const calls = all.flatMap(callsIn)
    const statuses = new Set(calls.map(({ status }) => status))
    // What the proof is about happens in them.
    for (const kind of ['compaction', 'hook', 'model', 'run']) expect(kinds).toContain(kind)
    for (const status of ['denied', 'failed', 'unknown', 'done']) expect(statuses).toContain(status)
    expect(calls.some(({ task }) => task?.trace)).toBe(true)
    expect(calls.some(({ task }) => task?.background)).toBe(true)
    expect(calls.some(({ asks }) => asks.length > 0)).toBe(true)
    for (const content of [false, true]) {
      const said = check(all.map((trace) => otelSpans(trace, { content, texts })))
      expect(said).toEqual([expect.stringMatching(/^\d{4,} GenAI\/MCP spans, 0 findings$/)])
    }
  },
)
