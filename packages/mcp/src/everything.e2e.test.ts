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
const prompts: Record<string, Json> = {
  'simple-prompt': {},
  'args-prompt': { city: 'Bern', state: 'BE' },
  'completable-prompt': { department: 'Engineering', name: 'Alice' },
  'resource-prompt': { resourceType: 'Text', resourceId: '1' },
}

/** What came of everything that the server has. */
async function tryEverything(settings: McpServerSettings) {
  await using stage = serverStage(settings, host)
  await stage.tools()
  // Tools that need what the client can do are added when it has said hello.
  await expect.poll(async () => (await stage.tools()).length).toBeGreaterThan(19)
  const names = (await stage.tools()).map(({ name }) => name.replace('mcp_one_', ''))
  const failed: object[] = []
  const steps: string[] = []
  const check = async (name: string, input: Json, holds: string) => {
    const answer = await stage.use(name, input, { progress: (step) => void steps.push(step) })
    const isGood = answer.kind === 'done' && answer.text.includes(holds)
    if (!isGood) failed.push({ name, input, holds, answer })
    return answer.text
  }
  for (const [name, { input = {}, holds }] of Object.entries(calls)) await check(name, input, holds)
  const resources = await check('list_resources', {}, 'demo://')
  const uris = [...resources.matchAll(/^demo:\/\/\S+/gm)].map(([uri]) =>
    uri.replace(/\{\w+\}/, '1'),
  )
  for (const uri of uris) await check('read_resource', { uri }, `[resource ${uri}]`)
  const list = await check('list_prompts', {}, 'simple-prompt')
  const found = list.split('\n').map((line) => line.slice(0, line.indexOf('(')))
  for (const name of found) {
    await check('get_prompt', { name, arguments: prompts[name] ?? null }, '[user]')
  }
  await check('status', {}, 'It says of its use:')
  return {
    tools: names.toSorted(),
    prompts: found.toSorted(),
    hasResources: uris.length > 5,
    showsProgress: steps.length > 1,
    failed,
  }
}

const expected = {
  tools: [...Object.keys(calls), ...utilities].toSorted(),
  prompts: Object.keys(prompts).toSorted(),
  hasResources: true,
  showsProgress: true,
  failed: [],
}

test('over stdio everything works', async () => {
  expect(await tryEverything(everything)).toEqual(expected)
})

test('over streamable HTTP everything works', async () => {
  await using server = await everythingAt('streamableHttp')
  expect(await tryEverything({ url: server.url })).toEqual(expected)
})

test('over SSE, where a server knows nothing newer, everything works', async () => {
  await using server = await everythingAt('sse')
  expect(await tryEverything({ url: server.url })).toEqual(expected)
})
