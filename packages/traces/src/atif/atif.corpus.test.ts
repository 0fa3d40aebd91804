// Exports against the published schema, and what other agents wrote. The corpora are no part of this project.
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkLog, simulate } from '@harness/kernel/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { eventfulRun } from '../__fixtures__/eventful-run.ts'
import { importAtif, saying } from '../__fixtures__/import-atif.ts'
import { atifOf, otelSpans, parseAtif, summaryOf, traceOf, type AtifTrajectory } from '../index.ts'

const corpora = process.env['HARNESS_CORPORA']
const folder = join(corpora ?? '', 'evals/atif')
const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const samples = corpora
  ? globSync('*.json', { cwd: folder }).filter((file) => file !== 'trajectory.schema.json')
  : []

const schema = corpora ? json('trajectory.schema.json') : true
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema)

/** What the schema has against a trajectory, as it would stand in a file. */
function faultsOf(trajectory: unknown): string[] {
  validate(JSON.parse(JSON.stringify(trajectory)))
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const seeds = 200

test.skipIf(!corpora)(
  'every export validates, of sessions in the middle of things too',
  async () => {
    expect(faultsOf({ agent: { name: 'x' }, steps: [{}] })).not.toEqual([])
    const { trace, texts } = await eventfulRun()
    expect(faultsOf(atifOf(trace, { texts }))).toEqual([])
    for (let seed = 1; seed <= seeds; seed++) {
      const { events } = await simulate(seed)
      for (const kept of [events.length, 1 + ((seed * 7) % events.length)]) {
        expect(faultsOf(atifOf(traceOf(events.slice(0, kept))))).toEqual([])
      }
    }
  },
)

test.skipIf(!corpora)('there are samples', () => {
  expect(samples.length).toBeGreaterThan(9)
})

test.each(samples)('%s is read, looked at, and written again as it was', async (file) => {
  const sample: AtifTrajectory = json(file)
  const read = await importAtif(parseAtif(sample, basename(file)))
  const { trace, events } = read
  const answered = checkLog(events, { finished: true })
  expect(answered.filter((one) => !one.endsWith('was never shown'))).toEqual([])
  const again = atifOf(trace, read)
  expect(faultsOf(again)).toEqual([])
  expect(saying({ ...again, trajectory_id: null })).toEqual(saying(sample))
  const { usage, turns } = summaryOf(trace)
  expect(turns).toBe(sample.steps?.filter(({ source }) => source === 'agent').length)
  const tokens = sample.steps?.map(({ metrics }) => metrics?.prompt_tokens ?? 0) ?? []
  expect(usage.inputTokens).toBe(tokens.reduce((sum, one) => sum + one, 0))
  expect(JSON.stringify(otelSpans(trace))).toContain(`invoke_agent ${sample.agent.name}`)
})
