import assert from 'node:assert/strict'
import type { ActContext, Json, Prepared, Tool } from '../index.ts'
import { checksOn, type ContractSuite } from './contract-suite.ts'

/** A tool in a world of its own, and an input that does something there. */
export interface ToolStage {
  tool: Tool
  input: Json
  /** Its signal is the suite's. */
  context: Omit<ActContext, 'signal'>
  /** What the world looks like, to see whether it changed. */
  look(): Promise<unknown>
  close?(): Promise<void>
}

const maxResultBytes = 32 * 1024
const rank = { pure: 0, idempotent: 1, other: 2 }

/**
 * The contract of `Tool`: an input that does not fit is answered, not thrown; looking changes nothing; an effect is
 * never worse than declared; results are bounded; abort is honoured; an idempotent tool knows what it has done.
 */
export function testTool(
  name: string,
  makeStage: () => Promise<ToolStage>,
  suite: ContractSuite,
): void {
  const check = checksOn(name, makeStage, suite)

  check('says what it takes, as a JSON Schema of an object', async ({ tool }) => {
    assert.match(tool.name, /^[a-zA-Z0-9_-]{1,64}$/)
    assert.notEqual(tool.description, '')
    assert.ok(isRecord(tool.input))
    assert.equal(tool.input['type'], 'object')
  })
  check('answers an input that does not fit', async ({ tool, context }) => {
    for (const input of [null, 7, 'text', [], { '\u0000': { deep: [1] } }]) {
      const { signal } = new AbortController()
      const preparation = await tool.prepare(input, { ...context, signal })
      if (preparation.kind === 'invalid') assert.notEqual(preparation.message, '')
    }
  })
  check('looks without changing anything, and promises no more than it declares', async (stage) => {
    const before = await stage.look()
    const prepared = await prepare(stage)
    assert.deepEqual(await stage.look(), before)
    assert.ok(rank[prepared.effect] <= rank[stage.tool.effect])
    // Facts go through the log.
    assert.deepEqual(JSON.parse(JSON.stringify(prepared)), prepared)
  })
  check('answers a bounded result', async (stage) => {
    const prepared = await prepare(stage)
    if (prepared.task) return assert.ok(stage.tool.conclude, 'a task needs a conclusion')
    const { signal } = new AbortController()
    const result = await stage.tool.run(stage.input, prepared, { ...stage.context, signal })
    assert.ok(JSON.stringify(result.content).length <= maxResultBytes + 1024)
    if (prepared.effect === 'pure') assert.deepEqual(JSON.parse(JSON.stringify(result)), result)
  })
  check('honours abort', async (stage) => {
    const prepared = await prepare(stage)
    if (prepared.task) return
    const signal = AbortSignal.abort('cancel')
    const started = performance.now()
    await stage.tool.run(stage.input, prepared, { ...stage.context, signal }).catch((reason) => {
      assert.equal(reason, 'cancel')
    })
    assert.ok(performance.now() - started < 1000)
  })
  check('if idempotent, knows whether it was done', async (stage) => {
    const { tool, input, context } = stage
    const prepared = await prepare(stage)
    if (prepared.effect !== 'idempotent') return
    assert.ok(tool.recover, 'an idempotent tool recovers')
    const act = { ...context, signal: new AbortController().signal }
    assert.equal(await tool.recover(input, prepared, act), undefined)
    const result = await tool.run(input, prepared, act)
    assert.equal(result.kind, 'done')
    const after = await stage.look()
    const recovered = await tool.recover(input, prepared, act)
    assert.equal(recovered?.kind, 'done')
    assert.deepEqual(await stage.look(), after)
  })
}

async function prepare({ tool, input, context }: ToolStage): Promise<Prepared> {
  const { signal } = new AbortController()
  const preparation = await tool.prepare(input, { ...context, signal })
  assert.equal(preparation.kind, 'ready', JSON.stringify(preparation))
  return preparation.kind === 'ready' ? preparation.prepared : assert.fail()
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
