import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Prepared } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import { afterEach, expect, it } from 'vitest'
import { redactorOf } from '../setup/redactor-of.ts'
import { attachServers, type AttachedServers } from './attach-servers.ts'
import { RunningCalls } from './running-calls.ts'

const program = fileURLToPath(new URL('../__fixtures__/garden-server.ts', import.meta.url))

let servers: AttachedServers | undefined
afterEach(() => servers?.close())

/** A server that runs, and what is said of it. */
async function garden(...more: string[]) {
  const notices: string[] = []
  const server = { command: process.execPath, args: [program] }
  const settings = Object.fromEntries(['garden', ...more].map((name) => [name, server]))
  const attached = attachServers({
    gathered: { settings, walls: new Map(), rules: [], secrets: [], faults: [] },
    redactor: redactorOf({}, { variables: [], known: [] }),
    calls: new RunningCalls(),
    workspace: process.cwd(),
    signal: new AbortController().signal,
    onNotice: (text) => notices.push(text),
  })
  servers = attached
  await attached.start()
  const context = testContext(process.cwd())
  const toolNamed = (name: string) => {
    const whole = name.startsWith('mcp_') ? name : `mcp_garden_${name}`
    const tool = attached.tools().find((one) => one.name === whole)
    if (!tool) throw new Error(`no tool ${name}`)
    return tool
  }
  const look = async (name: string, input = {}) => {
    const found = await toolNamed(name).prepare(input, context)
    if (found.kind !== 'ready') throw new Error(`${name} cannot be prepared`)
    return found.prepared
  }
  return {
    notices,
    attached,
    look,
    /** Resolves when the call is over; it is looked at now, or was before. */
    call: async (name: string, input = {}, looked?: Prepared) =>
      toolNamed(name).run(input, looked ?? (await look(name, input)), context),
  }
}

it('tools that change without end keep no call from settling, and are not looked at for ever', async () => {
  const { attached, call, notices } = await garden()
  let times = 0
  attached.follow(async () => {
    times += 1
    await sleep(10)
  })
  expect(await call('overgrow')).toMatchObject({ kind: 'done' })
  await expect
    .poll(() => notices, { timeout: 10_000 })
    .toEqual([expect.stringContaining('change their tools without end')])
  expect(times).toBe(100)
}, 20_000)

it('who cannot take other tools is told of, once, and a call settles as it does', async () => {
  const { attached, call, notices } = await garden()
  attached.follow(async () => {
    throw new Error('the log is full')
  })
  expect(await call('sprout', { what: 'ivy' })).toMatchObject({ kind: 'done' })
  expect(await call('sprout', { what: 'rose' })).toMatchObject({ kind: 'done' })
  expect(notices).toEqual([expect.stringContaining('the log is full')])
})

it('what was looked at runs, and no other tool that was given its name meanwhile', async () => {
  const { attached, call, look } = await garden()
  attached.follow(async () => {})
  await call('sprout', { what: 'a.b' })
  const looked = await look('a_b')
  expect(await call('a_b', {}, looked)).toMatchObject({ kind: 'done' })
  await call('graft', { what: 'a_b' })
  expect(await call('a_b', {}, looked)).toMatchObject({ kind: 'failed', code: 'tool_changed' })
  expect(await call('a_b')).toMatchObject({ kind: 'done' })
})

it('one that ended keeps its tools when those of another change: it is started again when it is used', async () => {
  const { attached, call } = await garden('orchard')
  attached.follow(async () => {})
  // Longer pauses are between its starts each time.
  for (let times = 0; times < 2; times += 1) {
    expect(await call('mcp_orchard_wilt')).toMatchObject({ kind: 'failed' })
  }
  await call('sprout', { what: 'ivy' })
  expect(attached.tools().map(({ name }) => name)).toContain('mcp_garden_ivy')
  expect(await call('mcp_orchard_look')).toMatchObject({ kind: 'done' })
})
