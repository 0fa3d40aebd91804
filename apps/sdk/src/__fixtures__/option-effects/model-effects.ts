import { says, scripted } from '../scripted.ts'
import { body, tools, type OptionEffects } from './option-effect.ts'

type ModelOption =
  | 'model'
  | 'provider'
  | 'baseUrl'
  | 'fallbackModels'
  | 'presets'
  | 'script'
  | 'toolCalls'
  | 'apiKeyEnv'
  | 'temperature'
  | 'maxOutputTokens'
  | 'reasoningEffort'

export const modelEffects: OptionEffects<ModelOption> = {
  model: {
    gives: () => 'mine/beta',
    changes: (run) => body(run)['model'],
    to: 'beta',
  },
  provider: [
    {
      gives: () => 'mine',
      beside: () => ({ model: 'delta' }),
      changes: (run) => body(run)['model'],
      to: 'delta',
    },
    {
      gives: () => scripted(() => says('of my own')),
      changes: ({ result }) => [result?.text, result?.model],
      to: ['of my own', 'scripted/default'],
    },
  ],
  baseUrl: {
    gives: ({ url }) => url,
    beside: () => ({ model: 'zeta' }),
    changes: (run) => body(run)['model'],
    to: 'zeta',
  },
  fallbackModels: {
    gives: () => ['mine/gamma'],
    beside: () => ({ model: 'mine/broken' }),
    changes: ({ requests }) => requests.at(-1)?.body.model,
    to: 'gamma',
  },
  presets: {
    gives: ({ url }) => [
      { name: 'shop', title: 'A shop', wire: 'openai', baseUrl: url, isLocal: true },
    ],
    beside: () => ({ model: 'shop/rose' }),
    changes: (run) => body(run)['model'],
    to: 'rose',
  },
  script: [
    {
      gives: () => ({ name: 'mine', rules: [], otherwise: { text: 'as it is written' } }),
      changes: ({ result }) => result?.text,
      to: 'as it is written',
    },
    {
      gives: (here) =>
        here.write('script.json', { name: 'mine', rules: [], otherwise: { text: 'from a file' } }),
      changes: ({ result }) => result?.text,
      to: 'from a file',
    },
  ],
  toolCalls: {
    gives: () => 'text',
    changes: (run) => [tools(run), run.configuration?.model.toolCalls],
    to: [[], 'text'],
  },
  apiKeyEnv: {
    gives: () => 'MY_KEY',
    beside: () => ({ env: { MY_KEY: 'a-key-of-mine' } }),
    changes: ({ requests }) => requests[0]?.authorization,
    to: 'Bearer a-key-of-mine',
  },
  temperature: {
    gives: () => 0.3,
    changes: (run) => body(run)['temperature'],
    to: 0.3,
  },
  maxOutputTokens: {
    gives: () => 77,
    changes: (run) => body(run)['max_tokens'] ?? body(run)['max_completion_tokens'],
    to: 77,
  },
  reasoningEffort: {
    gives: () => 'low',
    changes: (run) => body(run)['reasoning_effort'],
    to: 'low',
  },
}
