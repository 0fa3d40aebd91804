import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { body, said, systemOf, toolsOf, type Ran, type Scene, type Stage } from './scene.ts'

const file = async ({ workspace }: Stage, name: string, content: string | object) =>
  writeFile(join(workspace, name), typeof content === 'string' ? content : JSON.stringify(content))

const model = (ran: Ran) => body(ran)['model']
const temperature = (ran: Ran) => body(ran)['temperature']
const output = {
  type: 'object',
  properties: { verdict: { type: 'string' } },
  required: ['verdict'],
  additionalProperties: false,
}

export const modelScenes: Record<string, Scene> = {
  'how the model is asked': {
    prepare: (stage) => file(stage, 'notes.txt', 'some notes of mine'),
    env: () => ({ MY_KEY: 'a-key-of-mine' }),
    rows: {
      model: { args: () => ['--model', 'mine/beta'], seen: model, to: 'beta' },
      temperature: { args: () => ['--temperature', '0.3'], seen: temperature, to: 0.3 },
      'max-output-tokens': {
        args: () => ['--max-output-tokens', '77'],
        seen: (ran) => body(ran)['max_tokens'] ?? body(ran)['max_completion_tokens'],
        to: 77,
      },
      'reasoning-effort': {
        args: () => ['--reasoning-effort', 'low'],
        seen: (ran) => body(ran)['reasoning_effort'],
        to: 'low',
      },
      'tool-calls': { args: () => ['--tool-calls', 'text'], seen: toolsOf, to: '[]' },
      'api-key-env': {
        args: () => ['--api-key-env', 'MY_KEY'],
        seen: ({ requests }) => requests[0]?.authorization,
        to: 'Bearer a-key-of-mine',
      },
      'system-prompt': {
        args: () => ['--system-prompt', 'You are a parrot.'],
        seen: (ran) => systemOf(ran).startsWith('You are a parrot.'),
        to: true,
      },
      'append-system-prompt': {
        args: () => ['--append-system-prompt', 'Answer in verse.'],
        seen: (ran) => /.Answer in verse\./su.test(systemOf(ran)),
        to: true,
      },
      'context-chars': {
        args: () => ['--context-chars', '0'],
        seen: (ran) => systemOf(ran).includes('What the repository has on this task'),
        to: false,
        otherwise: true,
      },
      file: {
        args: () => ['--file', 'notes.txt'],
        seen: (ran) => said(ran).includes('some notes of mine'),
        to: true,
      },
      title: {
        args: () => ['--title', 'The orchard'],
        seen: ({ logs }) => logs.some((log) => log.includes('"title":"The orchard"')),
        to: true,
      },
      'output-format': {
        args: () => ['--output-format', 'json'],
        seen: ({ stdout }) => /^\{"type":"result".*\}\n$/u.test(stdout),
        to: true,
      },
    },
  },

  'short forms': {
    prepare: async (stage) => {
      await file(stage, 'notes.txt', 'some notes of mine')
      await file(stage, 'schema.json', output)
    },
    config: { mcpServers: { weather: { command: '/no/such/server' } } },
    rows: {
      '-m': { args: () => ['-m', 'mine/beta'], seen: model, to: 'beta' },
      '-f': {
        args: () => ['-f', 'notes.txt'],
        seen: (ran) => said(ran).includes('some notes of mine'),
        to: true,
      },
      '-o': {
        args: () => ['-o', 'stream-json'],
        seen: ({ stdout }) => stdout.startsWith('{"type":"session.start"'),
        to: true,
      },
      'output-schema': {
        args: () => ['--output-schema', 'schema.json'],
        seen: (ran) => JSON.stringify(body(ran)['response_format'] ?? '').includes('verdict'),
        to: true,
      },
      'mcp-config': {
        args: () => ['--mcp-config', '{"mcpServers":{"tides":{"command":"/no/such/server"}}}'],
        seen: (ran) => toolsOf(ran).includes('mcp_tides_status'),
        to: true,
      },
      'strict-mcp-config': {
        args: () => ['--strict-mcp-config'],
        seen: (ran) => toolsOf(ran).includes('mcp_weather_status'),
        to: false,
        otherwise: true,
      },
    },
  },

  'which model': {
    areApart: true,
    base: () => ['--model', 'zeta'],
    rows: {
      provider: { args: () => ['--provider', 'mine'], seen: model, to: 'zeta' },
      preset: { args: () => ['--preset', 'mine'], seen: model, to: 'zeta' },
      'base-url': { args: ({ url }) => ['--base-url', url], seen: model, to: 'zeta' },
    },
  },

  'a model that fails': {
    base: () => ['--model', 'mine/broken'],
    answers: ({ body: asked }) => (asked.model === 'broken' ? { status: 404 } : { text: 'fine' }),
    rows: {
      fallback: {
        args: () => ['--fallback', 'mine/gamma'],
        seen: ({ requests }) => requests.at(-1)?.body.model,
        to: 'gamma',
      },
    },
  },

  'which configuration': {
    areApart: true,
    base: () => ['--model', 'mine/alpha'],
    prepare: async (stage) => {
      await file(stage, 'more.jsonc', { temperature: 0.9 })
      const rules = { name: 'mine', rules: [], otherwise: { text: 'as it is written' } }
      await file(stage, 'script.json', rules)
    },
    rows: {
      config: {
        args: () => ['--config', 'more.jsonc'],
        seen: temperature,
        to: 0.9,
        otherwise: 0.1,
      },
      'no-user-config': {
        args: () => ['--no-user-config'],
        seen: (ran) => [model(ran), temperature(ran)],
        to: ['alpha', undefined],
      },
      'setting-sources': {
        args: ({ url }) => ['--setting-sources', 'none', '--base-url', url],
        seen: (ran) => [model(ran), temperature(ran)],
        to: ['mine/alpha', undefined],
      },
      agent: {
        args: () => ['--agent', 'explore'],
        seen: (ran) => toolsOf(ran).includes('"write_file"'),
        to: false,
        otherwise: true,
      },
      script: {
        args: () => ['--script', 'script.json'],
        seen: ({ stdout }) => stdout,
        to: 'as it is written\n',
        otherwise: 'fine\n',
      },
    },
  },
}
