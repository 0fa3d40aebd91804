import { mkdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { logsIn, said, systemOf, type Ran, type Scene, type Stage } from './scene.ts'

const ended = ({ code, requests }: Ran) => [code, requests.length]

const remembers = (ran: Ran) => said(ran).includes('The word is sesame.')
const isForked = ({ logs }: Ran) => logs.some((log) => log.includes('"session.forked"'))
const anEarlierOne = async (stage: Stage) => {
  const { stdout } = await stage.run(['run', '-o', 'json', 'The word is sesame.'])
  stage.kept['id'] = JSON.parse(stdout).sessionId
}
const idOf = ({ kept }: Stage) => kept['id'] ?? ''
const goesOn = (ran: Ran) => [remembers(ran), isForked(ran)]

const elsewhere = async ({ workspace, kept }: Stage) => {
  const folder = join(dirname(workspace), 'elsewhere')
  await mkdir(folder)
  kept['folder'] = await realpath(folder)
}

export const runScenes: Record<string, Scene> = {
  'what bounds a run': {
    areApart: true,
    // The same call again and again would be stuck.
    answers: ({ body: { messages } }) => ({
      calls: [['search', { pattern: `branch${messages.length}` }]],
    }),
    rows: {
      'max-turns': {
        args: () => ['--max-turns', '1'],
        seen: ended,
        to: [3, 1],
        otherwise: [3, 20],
      },
      'max-steps': { args: () => ['--max-steps', '2'], seen: ended, to: [3, 2] },
      'max-tokens': { args: () => ['--max-tokens', '150'], seen: ended, to: [3, 2] },
      'max-cost': {
        args: () => ['--max-cost', '1'],
        seen: ({ code, stderr }) => [code, stderr.includes('maxCost is 1')],
        to: [2, true],
      },
    },
  },

  'a model that is slow': {
    answers: () => ({ text: 'late', delayMs: 1500 }),
    rows: { timeout: { args: () => ['--timeout', '300ms'], seen: ({ code }) => code, to: 3 } },
  },

  'where it works': {
    areApart: true,
    prepare: elsewhere,
    rows: Object.fromEntries(
      ['--cwd', '-C'].map((flag) => [
        flag.replace('--', ''),
        {
          args: ({ kept }: Stage) => [flag, kept['folder'] ?? ''],
          seen: (ran: Ran, { kept }: Stage) => systemOf(ran).includes(kept['folder'] ?? 'none'),
          to: true,
        },
      ]),
    ),
  },

  'what is said beside the answer': {
    areApart: true,
    answers: ({ body: { messages } }) =>
      messages.at(-1)?.role === 'tool' ? { text: 'fine' } : { calls: [['list', { path: '.' }]] },
    rows: {
      quiet: { args: () => ['--quiet'], seen: ({ stderr }) => stderr, to: '' },
      '-q': { args: () => ['-q'], seen: ({ stderr }) => stderr, to: '' },
      verbose: {
        args: () => ['--verbose'],
        seen: ({ stderr }) => /^\W*list\b/mu.test(stderr),
        to: true,
      },
    },
  },

  'what is asked of its output': {
    base: () => ['-o', 'stream-json'],
    stdin: '',
    rows: {
      schema: {
        args: () => ['--schema'],
        seen: ({ stdout, requests }) => [stdout.includes('"$schema"'), requests.length],
        to: [true, 0],
      },
    },
  },

  'what is piped in': {
    stdin: '{"type":"prompt","text":"hello there"}\n',
    rows: {
      'input-format': {
        args: () => ['--input-format', 'stream-json'],
        seen: (ran) => [said(ran).includes('hello there'), said(ran).includes('prompt\\"')],
        to: [true, false],
      },
    },
  },

  'which session': {
    areApart: true,
    isBareLast: true,
    prepare: anEarlierOne,
    rows: {
      continue: { args: () => ['--continue'], seen: goesOn, to: [true, false] },
      '-c': { args: () => ['-c'], seen: goesOn, to: [true, false] },
      resume: { args: (stage) => ['--resume', idOf(stage)], seen: goesOn, to: [true, false] },
      '-r': { args: (stage) => ['-r', idOf(stage)], seen: goesOn, to: [true, false] },
      fork: { args: (stage) => ['--fork', idOf(stage)], seen: goesOn, to: [true, true] },
    },
  },
}

const model = ({ requests }: Ran) => requests[0]?.body.model

export const variableScenes: Record<string, Scene> = {
  variables: {
    areApart: true,
    rows: {
      HARNESS_MODEL: { env: () => ({ HARNESS_MODEL: 'mine/gamma' }), seen: model, to: 'gamma' },
      HARNESS_CONFIG_CONTENT: {
        env: () => ({ HARNESS_CONFIG_CONTENT: '{ "model": "mine/delta" }' }),
        seen: model,
        to: 'delta',
      },
    },
  },

  'a model without its provider': {
    env: () => ({ HARNESS_MODEL: 'zeta' }),
    rows: {
      HARNESS_PROVIDER: { env: () => ({ HARNESS_PROVIDER: 'mine' }), seen: model, to: 'zeta' },
    },
  },

  'an address': {
    base: () => ['--model', 'local-openai/zeta'],
    rows: {
      LOCAL_OPENAI_BASE_URL: {
        env: ({ url }) => ({ LOCAL_OPENAI_BASE_URL: url }),
        seen: model,
        to: 'zeta',
      },
    },
  },

  'a key': {
    base: () => ['--model', 'deepseek/deepseek-chat'],
    env: ({ url }) => ({ DEEPSEEK_BASE_URL: url }),
    rows: {
      DEEPSEEK_API_KEY: {
        env: () => ({ DEEPSEEK_API_KEY: 'a-key-of-mine' }),
        seen: ({ requests }) => requests[0]?.authorization,
        to: 'Bearer a-key-of-mine',
      },
    },
  },

  'another home': {
    base: ({ url }) => ['--base-url', url, '--model', 'zeta'],
    prepare: async ({ home, kept }) => {
      kept['home'] = join(dirname(home), 'another-home')
    },
    rows: {
      HARNESS_HOME: {
        env: ({ kept }) => ({ HARNESS_HOME: kept['home'] ?? '' }),
        seen: async (_, { kept }) => (await logsIn(kept['home'] ?? '')).length,
        to: 1,
      },
    },
  },
}
