// Every key of a configuration does what it says: a key that is read by nobody fails here.
import { readlinkSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ground, type Asking, type Ground, type Outcome } from '../__fixtures__/configured.ts'
import { configSchema, type Config } from '../index.ts'
import { sandboxHere } from '../sandbox/sandbox-here.ts'

interface Effect extends Asking {
  says: Config
  /** What of a run it changes. */
  changes(outcome: Outcome): unknown
  to: unknown
  /** It can be seen only where there is a sandbox. */
  isWalled?: true
}

const body = ({ requests }: Outcome): Record<string, unknown> => requests[0]?.body ?? {}
const tools = ({ requests }: Outcome) =>
  requests[0]?.body.tools?.map((tool) => tool.function.name) ?? []
const rules = ({ configuration }: Outcome) => configuration?.permissions.rules
const refused = ({ error }: Outcome) => error && [error.code, error.message]
const rule = (more: object) =>
  expect.arrayContaining([expect.objectContaining({ ...more, source: '.harness/config.jsonc:1' })])
const has = (text: string) => expect.stringContaining(text)

/** A command that runs in the sandbox, where there is one. */
const inSandbox = (command: string): Asking & { isWalled: true } => ({
  isWalled: true,
  options: { sandbox: { enabled: true }, permissionMode: 'bypassPermissions' },
  calls: [['shell', { command }]],
})
const said =
  (word: string) =>
  ({ events }: Outcome) =>
    JSON.stringify(events.filter(({ type }) => type === 'task.settled')).includes(word)

const isLinux = process.platform === 'linux'
const walled = (await sandboxHere()).kind !== 'none'

const effects: Record<string, Effect> = {
  model: { says: { model: 'mine/beta' }, changes: (run) => body(run)['model'], to: 'beta' },
  fallbackModels: {
    says: { fallbackModels: ['mine/gamma'] },
    changes: ({ configuration }) => configuration?.fallbacks?.map(({ id }) => id),
    to: ['gamma'],
  },
  temperature: {
    says: { temperature: 0.3 },
    changes: (run) => body(run)['temperature'],
    to: 0.3,
  },
  maxOutputTokens: {
    says: { maxOutputTokens: 77 },
    changes: (run) => body(run)['max_tokens'] ?? body(run)['max_completion_tokens'],
    to: 77,
  },
  reasoningEffort: {
    says: { reasoningEffort: 'low' },
    changes: (run) => body(run)['reasoning_effort'],
    to: 'low',
  },
  toolCalls: {
    says: { toolCalls: 'text' },
    changes: (run) => [tools(run), run.configuration?.model.toolCalls],
    to: [[], 'text'],
  },
  providers: {
    says: { providers: { mine: { apiKey: 'env:MY_KEY' } } },
    options: { env: { MY_KEY: 'a-key-of-mine' } },
    changes: ({ requests }) => requests[0]?.authorization,
    to: 'Bearer a-key-of-mine',
  },
  'limits.maxTurns': {
    says: { limits: { maxTurns: 7 } },
    changes: ({ configuration }) => configuration?.limits.maxTurns,
    to: 7,
  },
  'limits.maxTokens': {
    says: { limits: { maxTokens: 70 } },
    changes: ({ configuration }) => configuration?.limits.maxTokens,
    to: 70,
  },
  'limits.maxCost': {
    says: { limits: { maxCost: 7 } },
    changes: refused,
    to: ['invalid_option', has('price of mine/alpha is unknown')],
  },
  'limits.timeoutMs': {
    says: { limits: { timeoutMs: 70_000 } },
    changes: ({ configuration }) => configuration?.limits.maxMs,
    to: 70_000,
  },
  'permissions.mode': {
    says: { permissions: { mode: 'deny' } },
    changes: ({ configuration }) => configuration?.permissions.mode,
    to: 'deny',
  },
  'permissions.allow': {
    says: { permissions: { allow: ['edit(src/**)'] } },
    changes: rules,
    to: rule({ decision: 'allow', pattern: 'src/**' }),
  },
  'permissions.ask': {
    says: { permissions: { ask: ['shell(git push)'] } },
    changes: rules,
    to: rule({ decision: 'ask', pattern: 'git push' }),
  },
  'permissions.deny': {
    says: { permissions: { deny: ['web_fetch'] } },
    changes: rules,
    to: rule({ decision: 'deny', tool: 'web_fetch' }),
  },
  'permissions.allowWrite': {
    says: { permissions: { allowWrite: true } },
    changes: rules,
    to: rule({ decision: 'allow', access: 'edit' }),
  },
  'permissions.allowShell': {
    says: { permissions: { allowShell: ['npm test'] } },
    changes: rules,
    to: rule({ decision: 'allow', access: 'command', pattern: 'npm test' }),
  },
  'permissions.allowNetwork': {
    says: { permissions: { allowNetwork: true } },
    changes: rules,
    to: rule({ decision: 'allow', access: 'network' }),
  },
  'tools.enabled': {
    says: { tools: { enabled: ['read_*', 'search'] } },
    changes: (run) => tools(run).filter((name) => !name.startsWith('read_')),
    to: ['search'],
  },
  'tools.disabled': {
    says: { tools: { disabled: ['git_*', 'shell'] } },
    changes: (run) => tools(run).filter((name) => name === 'shell' || name.startsWith('git_')),
    to: [],
  },
  appendSystemPrompt: {
    says: { appendSystemPrompt: 'Answer in verse.' },
    changes: ({ system }) => system,
    to: has('Answer in verse.'),
  },
  instructions: {
    says: { instructions: ['docs/rules/*.md'] },
    changes: ({ system }) => system,
    to: has('Bake no bread.'),
  },
  contextChars: {
    says: { contextChars: 0 },
    prompt: 'How does orchard.ts graft a branch?',
    changes: ({ system }) => system.includes('What the repository has on this task'),
    to: false,
  },
  'compaction.at': {
    says: { compaction: { at: 0.5 } },
    changes: ({ configuration }) => configuration?.compactAt,
    to: 0.5,
  },
  'compaction.enabled': {
    says: { compaction: { enabled: false } },
    changes: ({ configuration }) => configuration?.compactAt,
    to: undefined,
  },
  agents: {
    says: { agents: { gardener: { description: 'Waters the flowers.' } } },
    changes: (run) => JSON.stringify(body(run)['tools']),
    to: has('Waters the flowers.'),
  },
  'redaction.variables': {
    says: { redaction: { variables: ['NICKNAME'] } },
    options: { env: { NICKNAME: 'Rumpelstiltskin' } },
    prompt: 'My name is Rumpelstiltskin.',
    changes: ({ events }) => JSON.stringify(events).includes('Rumpelstiltskin'),
    to: false,
  },
  'redaction.patterns': {
    says: { redaction: { patterns: false } },
    options: { permissionMode: 'bypassPermissions' },
    calls: [['shell', { command: `echo ghp_${'a1B2c3D4e5F6'.repeat(3)}` }]],
    changes: said('ghp_'),
    to: true,
  },
  hooks: {
    says: {
      hooks: { UserPromptSubmit: [{ hooks: [{ type: 'command', command: 'echo Monday' }] }] },
    },
    changes: ({ requests }) => JSON.stringify(requests[0]?.body).includes('Monday'),
    to: true,
  },
  mcpServers: {
    says: { mcpServers: { weather: { command: '/no/such/weather' } } },
    changes: (run) => [run.notices, tools(run).filter((name) => name.startsWith('mcp_'))],
    to: [[has('The MCP server weather cannot be started')], ['mcp_weather_status']],
  },
  'sandbox.enabled': {
    says: { sandbox: { enabled: true } },
    changes: ({ configuration, notices }) =>
      configuration?.permissions.sandbox === true ||
      notices.some((text) => /no sandbox/.test(text)),
    to: true,
  },
  'sandbox.network': {
    says: { sandbox: { network: true } },
    ...inSandbox('readlink /proc/self/ns/net'),
    changes: said(isLinux ? readlinkSync('/proc/self/ns/net') : ''),
    to: true,
  },
  'sandbox.commits': {
    says: { sandbox: { commits: true } },
    ...inSandbox('echo x >.git/probe && echo written'),
    changes: said('written'),
    to: true,
  },
  'sandbox.writable': {
    says: { sandbox: { writable: ['../more'] } },
    ...inSandbox('echo x >../more/x && echo written'),
    changes: said('written'),
    to: true,
  },
  'sandbox.readable': {
    says: { sandbox: { readable: ['../more'] } },
    ...inSandbox('cat ../more/word'),
    changes: said('open sesame'),
    to: true,
  },
  mcpTools: {
    says: { mcpTools: { forecast: { description: 'The weather of tomorrow.' } } },
    calls: [['forecast', {}]],
    changes: ({ result }) => result?.calls.map(({ error }) => error),
    to: [has('no client is attached')],
  },
}

let here: Ground
beforeAll(async () => {
  here = await ground()
  await here.write('work/docs/rules/bread.md', 'Bake no bread.')
  await here.write('more/word', 'open sesame')
  await here.write('work/.git/HEAD', 'ref: refs/heads/main\n')
  await here.write('work/orchard.ts', 'export function graft(branch: string) {}\n')
})
afterAll(() => here.remove())

it.each(Object.entries(effects))('%s', async (_, { says, changes, to, isWalled, ...asking }) => {
  if (isWalled && !walled) return
  await here.project({})
  expect(changes(await here.ask(asking))).not.toEqual(to)
  await here.project(says)
  expect(changes(await here.ask(asking))).toEqual(to)
})

it('there is no other key', async () => {
  const schema = JSON.parse(JSON.stringify(await configSchema()))
  const keys = Object.entries<{ properties?: object }>(schema.properties).flatMap(([key, each]) =>
    each.properties ? Object.keys(each.properties).map((inner) => `${key}.${inner}`) : [key],
  )
  expect(Object.keys(effects).toSorted()).toEqual(
    keys.filter((key) => key !== '$schema').toSorted(),
  )
})
