// The protocol's own reference server, over each transport: every tool, resource and prompt that it has.
import type { Json } from '@harness/kernel'
import { expect, test } from 'vitest'
import { everything, everythingAt } from './__fixtures__/everything.ts'
import { serverStage } from './__fixtures__/server-stage.ts'
import type { McpHost, McpServerSettings } from './index.ts'

const host: Partial<McpHost> = {
  ask: async ({ message }) => ({ action: 'accept', content: { name: `asked: ${message}` } }),
  sample: async ({ messages }) => ({ model: 'small', text: `${messages.length} messages` }),
}

/** What each tool is called with, and what its answer holds. */
const calls: Record<string, { input?: Json; holds: string }> = {
  echo: { input: { message: 'hello' }, holds: 'Echo: hello' },
  'get-annotated-message': {
    input: { messageType: 'success', includeImage: true },
    holds: '[image]',
  },
  'get-env': { holds: 'PATH' },
  'get-resource-links': { input: { count: 2 }, holds: '[link to the resource demo://' },
  'get-resource-reference': {
    input: { resourceType: 'Text', resourceId: 1 },
    holds: '[resource demo://resource/dynamic/text/1]',
  },
  'get-structured-content': { input: { location: 'New York' }, holds: 'humidity' },
  'get-sum': { input: { a: 2, b: 40 }, holds: '42' },
  'get-tiny-image': { holds: '[image]' },
  'gzip-file-as-resource': {
    input: { name: 'a.gz', data: 'data:text/plain,hello', outputType: 'resource' },
    holds: 'artifact sha256:',
  },
  'toggle-simulated-logging': { holds: 'logging' },
  'toggle-subscriber-updates': { holds: 'updates' },
  'trigger-long-running-operation': { input: { duration: 1, steps: 4 }, holds: 'completed' },
  'get-roots-list': { holds: 'file://' },
  'trigger-elicitation-request': { holds: 'asked: Please provide' },
  'trigger-sampling-request': { input: { prompt: 'hi' }, holds: '1 messages' },
}
const utilities = ['list_resources', 'read_resource', 'list_prompts', 'get_prompt', 'status']

async function tryEverything(settings: McpServerSettings): Promise<void> {
  await using stage = serverStage(settings, host)
  await stage.tools()
  // Tools that need what the client can do are added when it has said hello.
  await expect.poll(async () => (await stage.tools()).length).toBeGreaterThan(19)
  const names = (await stage.tools()).map(({ name }) => name.replace('mcp__one__', ''))
  expect(names.toSorted()).toEqual([...Object.keys(calls), ...utilities].toSorted())
  const steps: string[] = []
  for (const [name, { input = {}, holds }] of Object.entries(calls)) {
    const answer = await stage.use(name, input, { progress: (step) => void steps.push(step) })
    expect(answer, name).toMatchObject({ kind: 'done' })
    expect(answer.text, name).toContain(holds)
  }
  expect(steps.length).toBeGreaterThan(1)

  const listed = (await stage.use('list_resources')).text
  const uris = [...listed.matchAll(/^demo:\/\/\S+/gm)].map(([uri]) => uri.replace(/\{\w+\}/, '1'))
  expect(uris.length).toBeGreaterThan(5)
  for (const uri of uris) {
    const read = await stage.use('read_resource', { uri })
    expect(read.kind, uri).toBe('done')
    expect(read.text).toContain(`[resource ${uri}]`)
  }
  expect(await stage.use('read_resource', { uri: 'demo://no' })).toMatchObject({ kind: 'failed' })

  const prompts = (await stage.use('list_prompts')).text
  const given: Record<string, Json> = {
    'simple-prompt': {},
    'args-prompt': { city: 'Bern', state: 'BE' },
    'completable-prompt': { department: 'Engineering', name: 'Alice' },
    'resource-prompt': { resourceType: 'Text', resourceId: '1' },
  }
  const found = prompts.split('\n').map((line) => line.slice(0, line.indexOf('(')))
  expect(found.toSorted()).toEqual(Object.keys(given).toSorted())
  for (const name of found) {
    const prompt = await stage.use('get_prompt', { name, arguments: given[name]! })
    expect(prompt).toMatchObject({ kind: 'done', text: expect.stringContaining('[user]') })
  }
  expect((await stage.use('status')).text).toContain('It says of its use:')
}

test('over stdio everything works', () => tryEverything(everything), 60_000)

test('over streamable HTTP everything works', async () => {
  await using server = await everythingAt('streamableHttp')
  await tryEverything({ url: server.url })
}, 60_000)

test('over SSE, where a server knows nothing newer, everything works', async () => {
  await using server = await everythingAt('sse')
  await tryEverything({ url: server.url })
}, 60_000)
