import { contentText } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import { expect, test } from 'vitest'
import { hostile, isThere, serverStage } from './__fixtures__/server-stage.ts'

const { signal } = new AbortController()
const short = { timeoutMs: 1000 }
const faultsOf = async (stage: ReturnType<typeof serverStage>) =>
  (await stage.servers.tools({ signal })).faults

test('one that hangs at its start is given up in its time, and ended', async () => {
  await using stage = serverStage({ ...hostile('hang-at-start', 'stubborn'), ...short })
  const asked = faultsOf(stage)
  await expect.poll(() => stage.servers.status()[0]!.pid).toBeDefined()
  const pid = stage.pid()
  expect(await asked).toMatchObject([{ code: 'timeout' }])
  expect(isThere(pid)).toBe(false)
})

test('one that ends at its start is told of with its last words', async () => {
  await using stage = serverStage(hostile('crash-at-start'))
  const [fault] = await faultsOf(stage)
  expect(fault).toMatchObject({ code: 'ended', stderr: 'no such database' })
  expect(fault!.message).toBe(
    'The MCP server one ended with exit code 1. Start it by hand to see why.',
  )
})

test('one that says hello with nonsense is ended', async () => {
  await using stage = serverStage(hostile('nonsense-at-start'))
  expect(await faultsOf(stage)).toMatchObject([{ code: 'protocol' }])
  expect(stage.servers.status()[0]!.pid).toBeUndefined()
})

test('a call that hangs ends in its time, and the next one works', async () => {
  await using stage = serverStage({ ...hostile(), ...short })
  const hung = await stage.use('hang')
  expect(hung).toMatchObject({ kind: 'failed', code: 'server_timeout' })
  expect(hung.text).toContain('did not answer in 1000 ms')
  expect(await stage.use('echo')).toMatchObject({ kind: 'done' })
})

test('a call that is cancelled ends at once, and the server is told', async () => {
  await using stage = serverStage(hostile())
  await stage.tools()
  const stop = new AbortController()
  const call = stage.use('hang', {}, { signal: stop.signal })
  setTimeout(() => stop.abort('cancel'), 100)
  await expect(call).rejects.toBe('cancel')
  const crash = await stage.use('crash')
  expect(crash.text).toContain('cancelled true')
})

test('a crash in a call is a failure that says so, and the server is started again', async () => {
  await using stage = serverStage(hostile())
  await stage.tools()
  const before = stage.pid()
  const crash = await stage.use('crash')
  expect(crash).toMatchObject({ kind: 'failed', code: 'server_ended' })
  expect(crash.text).toContain('ended with exit code 3')
  expect(crash.text).toContain('may have been done')
  expect(crash.text).toContain('I cannot\uFFFD[31m go on')
  expect(await stage.use('echo')).toMatchObject({ kind: 'done' })
  expect(stage.pid()).not.toBe(before)
  expect(isThere(before)).toBe(false)
})

test('one that ends again and again is started after longer and longer pauses', async () => {
  await using stage = serverStage(hostile())
  for (let times = 0; times < 2; times += 1) await stage.use('crash')
  const again = await faultsOf(stage)
  const started = performance.now()
  expect(again).toMatchObject([{ code: 'ended' }])
  const stop = AbortSignal.timeout(200)
  await expect(stage.servers.tools({ signal: stop })).resolves.toMatchObject({ faults: again })
  expect(performance.now() - started).toBeLessThan(200)
  await expect.poll(() => faultsOf(stage), { timeout: 3000 }).toEqual([])
})

test('a call within a pause waits for its end', async () => {
  await using stage = serverStage(hostile())
  const tools = await stage.tools()
  const use = async (name: string) => {
    const tool = tools.find((one) => one.name === `mcp_one_${name}`)!
    return tool.run({}, { effect: 'other', access: 'network' }, testContext(stage.workspace))
  }
  await use('crash')
  await use('crash')
  const started = performance.now()
  expect(await use('echo')).toMatchObject({ kind: 'done' })
  expect(performance.now() - started).toBeGreaterThan(500)
})

test('a list that hangs is given up in its time, and not asked for again at once', async () => {
  await using stage = serverStage({ ...hostile('hang-at-list'), ...short })
  for (let times = 0; times < 2; times += 1) {
    expect(await faultsOf(stage)).toMatchObject([{ code: 'timeout' }])
  }
  const started = performance.now()
  expect(await faultsOf(stage)).toMatchObject([{ code: 'timeout' }])
  expect(performance.now() - started).toBeLessThan(200)
})

test('one that floods its output is ended, and memory stays bounded', async () => {
  await using stage = serverStage(hostile())
  await stage.tools()
  const pid = stage.pid()
  const before = process.memoryUsage().rss
  expect(await stage.use('flood')).toMatchObject({ kind: 'failed', code: 'server_flood' })
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024)
  expect(isThere(pid)).toBe(false)
})

test('one that leaves no time for anything else is ended', async () => {
  await using stage = serverStage(hostile())
  await stage.tools()
  const pid = stage.pid()
  const chatter = await stage.use('chatter')
  expect(chatter).toMatchObject({ kind: 'failed', code: 'server_flood' })
  expect(chatter.text).toContain('1000 messages in a second')
  expect(isThere(pid)).toBe(false)
})

test('one that floods its standard error works on, and its end is kept', async () => {
  await using stage = serverStage(hostile('stderr'))
  expect(await stage.use('echo')).toMatchObject({ kind: 'done' })
  const crash = await stage.use('crash')
  expect(crash.text).toContain('go on')
  expect(crash.text.length).toBeLessThan(2000)
})

test('lines that are no messages are passed over', async () => {
  await using stage = serverStage(hostile('garbage'))
  expect(await stage.use('echo', { a: 1 })).toMatchObject({ kind: 'done', text: '{"a":1}' })
})

test('the first of two answers counts', async () => {
  await using stage = serverStage(hostile())
  expect(await stage.use('twice')).toMatchObject({ kind: 'done', text: 'first' })
  expect(await stage.use('echo')).toMatchObject({ kind: 'done', text: '{}' })
})

test('answers to what nobody asked are passed over', async () => {
  await using stage = serverStage(hostile())
  expect(await stage.use('wrong')).toMatchObject({ kind: 'done', text: 'to you' })
})

test('what a server says went wrong is a failure, in its words', async () => {
  await using stage = serverStage(hostile())
  expect(await stage.use('fail')).toMatchObject({
    kind: 'failed',
    code: 'tool_error',
    text: 'it did not work',
  })
  const refused = await stage.use('refuse')
  expect(refused).toMatchObject({ kind: 'failed', code: 'refused' })
  expect(refused.text).toContain('heard of')
  expect(refused.text).not.toContain('\u001b')
  expect(refused.text).not.toContain('may have been done')
})

test('an answer that is too long is cut, and whole in an artifact', async () => {
  await using stage = serverStage(hostile())
  const huge = await stage.use('huge')
  expect(huge).toMatchObject({ kind: 'done', artifacts: 1 })
  expect(JSON.stringify(huge.content).length).toBeLessThan(33 * 1024)
  expect(huge.text).toContain('bytes left out')
})

test('progress is shown, and winds the clock up', async () => {
  await using stage = serverStage({ ...hostile(), ...short })
  const steps: string[] = []
  const slow = await stage.use('slow', {}, { progress: (step) => void steps.push(step) })
  expect(slow).toMatchObject({ kind: 'done', text: 'there' })
  expect(steps).toContain('2/4 on my way')
})

test('tools whose schemas lie are left out, each with a warning', async () => {
  await using stage = serverStage(hostile('lies'))
  const { tools, faults } = await stage.servers.tools({ signal })
  expect(tools.map(({ name }) => name)).not.toContain('mcp_one_deep-schema')
  expect(tools.filter(({ name }) => name.startsWith('mcp_one_echo'))).toHaveLength(1)
  expect(faults.map(({ level, message }) => `${level}: ${message}`)).toMatchInlineSnapshot(`
    [
      "warning: The MCP server one: a tool is left out: what is said of it makes no sense.",
      "warning: The MCP server one: the tool text-schema is left out: its input schema is no JSON Schema of an object.",
      "warning: The MCP server one: the tool wrong-properties is left out: its input schema is no JSON Schema of an object.",
      "warning: The MCP server one: the tool huge-schema is left out: its input schema has 20055 bytes; at most 16384 are taken.",
      "warning: The MCP server one: the tool deep-schema is left out: its input schema is nested more than 32 levels deep.",
      "warning: The MCP server one: the tool echo is listed twice; the first one stands.",
      "warning: The MCP server one: a tool is left out: what is said of it makes no sense.",
      "warning: The MCP server one: a tool is left out: what is said of it makes no sense.",
      "warning: The MCP server one: a tool is left out: what is said of it makes no sense.",
    ]
  `)
})

test('a list that changes while it is read is read again', async () => {
  await using stage = serverStage(hostile('changes'))
  const names = (await stage.tools()).map(({ name }) => name)
  expect(names).toContain('mcp_one_list-3')
  expect(names).not.toContain('mcp_one_list-1')
})

test('more tools than fit, and lists without an end, are cut with a warning', async () => {
  await using many = serverStage(hostile('many'))
  expect(await faultsOf(many)).toMatchObject([{ level: 'warning', code: 'bad_tool' }])
  expect((await many.tools()).length).toBeLessThan(210)
  await using endless = serverStage(hostile('endless'))
  expect((await faultsOf(endless)).at(-1)).toMatchObject({ level: 'warning' })
  expect(await endless.use('echo')).toMatchObject({ kind: 'done' })
})

test('names that providers do not take are changed, and stay different', async () => {
  await using stage = serverStage(hostile('odd-names'))
  const tools = await stage.tools()
  const names = tools.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^mcp_one_[A-Za-z0-9_-]+$/)
  expect(names.every((name) => name.length <= 64)).toBe(true)
  expect(names).toContain('mcp_one_a_b')
  expect(names).toContain('mcp_one_status')
  expect(names.filter((name) => name.startsWith('mcp_one_status'))).toHaveLength(2)
})

test('the status tells how a broken server stands', async () => {
  await using stage = serverStage(hostile('crash-at-start'))
  const [status] = await stage.tools()
  const result = await status!.run({}, { effect: 'pure', access: 'none' }, undefined!)
  expect(contentText(result.content)).toContain('is broken')
  expect(contentText(result.content)).toContain('no such database')
})
