import type { Outcome } from '../configured.ts'
import { poke } from '../scripted.ts'
import { body, tools, type OptionEffects } from './option-effect.ts'

type ConfigOption =
  | 'settingSources'
  | 'inheritUserConfig'
  | 'config'
  | 'configOverrides'
  | 'contextChars'
  | 'systemPrompt'
  | 'appendSystemPrompt'
  | 'instructions'
  | 'agent'
  | 'agents'
  | 'mcpServers'
  | 'mcpConfig'
  | 'strictMcpConfig'
  | 'tools'
  | 'onNotice'

const servers = (run: Outcome) => tools(run).filter((name) => name.startsWith('mcp_'))
const nobody = { command: '/no/such/server' }
const temperature = (run: Outcome) => body(run)['temperature']

const heard: string[] = []

export const configEffects: OptionEffects<ConfigOption> = {
  settingSources: [
    { gives: () => ['user', 'project'], changes: temperature, to: 0.2 },
    { gives: () => ['user'], changes: temperature, to: 0.1 },
    {
      gives: () => [],
      beside: ({ url }) => ({ baseUrl: url, model: 'zeta' }),
      changes: (run) => [body(run)['model'], temperature(run)],
      to: ['zeta', undefined],
    },
  ],
  inheritUserConfig: {
    gives: () => false,
    beside: () => ({ model: 'mine/alpha', settingSources: ['user'] }),
    changes: (run) => [body(run)['model'], temperature(run)],
    to: ['alpha', undefined],
  },
  config: {
    gives: (here) => here.write('more.jsonc', { temperature: 0.9 }),
    changes: temperature,
    to: 0.9,
  },
  configOverrides: { gives: () => ({ temperature: 0.8 }), changes: temperature, to: 0.8 },
  contextChars: {
    gives: () => 0,
    prompt: 'How does orchard.ts graft a branch?',
    changes: ({ system }) => system.includes('What the repository has on this task'),
    to: false,
  },
  systemPrompt: {
    gives: () => 'You are a parrot.',
    changes: ({ system }) => system.startsWith('You are a parrot.'),
    to: true,
  },
  appendSystemPrompt: {
    gives: () => 'Answer in verse.',
    changes: ({ system }) =>
      system.includes('Answer in verse.') && !system.startsWith('Answer in verse.'),
    to: true,
  },
  instructions: {
    gives: () => ['docs/rules/*.md'],
    changes: ({ system }) => system.includes('Bake no bread.'),
    to: true,
  },
  agent: {
    gives: () => 'explore',
    changes: (run) => tools(run).filter((name) => ['read_file', 'write_file'].includes(name)),
    to: ['read_file'],
  },
  agents: {
    gives: () => ({ gardener: { description: 'Waters the flowers.' } }),
    changes: (run) => JSON.stringify(body(run)['tools']).includes('Waters the flowers.'),
    to: true,
  },
  mcpServers: {
    gives: () => ({ weather: nobody }),
    changes: servers,
    to: ['mcp_weather_status'],
  },
  mcpConfig: [
    {
      gives: () => [JSON.stringify({ mcpServers: { weather: nobody } })],
      changes: servers,
      to: ['mcp_weather_status'],
    },
    {
      gives: async (here) => [await here.write('servers.json', { mcpServers: { tides: nobody } })],
      changes: servers,
      to: ['mcp_tides_status'],
    },
  ],
  strictMcpConfig: {
    gives: () => true,
    beside: () => ({
      configOverrides: { mcpServers: { weather: nobody } },
      mcpServers: { tides: nobody },
    }),
    changes: servers,
    to: ['mcp_tides_status'],
  },
  tools: {
    gives: () => [poke],
    changes: (run) => tools(run).filter((name) => name === 'poke'),
    to: ['poke'],
  },
  onNotice: {
    gives: () => (text) => void heard.push(text),
    beside: () => ({ mcpServers: { weather: nobody } }),
    changes: () => heard.some((text) => text.includes('weather')),
    to: true,
  },
}
