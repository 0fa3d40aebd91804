// Windows and prices as the providers published them in November 2026; what could not be found is left out. Where a price
// depends on the length of the prompt this is the shortest prompt's; where it depends on the hour or on an introductory
// offer this is the higher one, so that a bound on cost holds.
import type { Preset } from './preset.ts'

/** Providers that want a key, the one that serves first when several keys are set first. */
export const hostedPresets: readonly Preset[] = [
  {
    name: 'openai',
    title: 'OpenAI',
    // Its chat completions refuse tools to models that reason, those since GPT-5.4: all of them.
    wire: 'openai-responses',
    quirks: { wireElsewhere: 'openai' },
    baseUrl: 'https://api.openai.com/v1',
    keyVariable: 'OPENAI_API_KEY',
    isLocal: false,
    defaultModel: 'gpt-6.2-sol',
    // Windows are what fits in beside the reply. Prompts beyond 272,000 tokens cost twice as much.
    models: {
      'gpt-6.2-sol': {
        contextWindow: 922_000,
        price: { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 },
      },
      'gpt-6.1-sol': {
        contextWindow: 922_000,
        price: { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 },
      },
      'gpt-6-astra': {
        contextWindow: 922_000,
        price: { input: 10, output: 50, cacheRead: 1, cacheWrite: 12.5 },
      },
      'gpt-6-luna': { contextWindow: 922_000, price: { input: 0.1, output: 0.5 } },
      'gpt-5.4': { contextWindow: 922_000, price: { input: 2.5, output: 15, cacheRead: 0.25 } },
      'gpt-5-mini': { contextWindow: 272_000, price: { input: 0.25, output: 2, cacheRead: 0.025 } },
    },
  },
  {
    name: 'claude',
    aliases: ['anthropic'],
    title: 'Anthropic',
    wire: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
    keyVariable: 'ANTHROPIC_API_KEY',
    isLocal: false,
    defaultModel: 'claude-sonnet-5-5',
    // What is written to the cache stays for five minutes at this price.
    models: {
      'claude-sonnet-5-5': {
        contextWindow: 1_000_000,
        price: { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 },
      },
      'claude-opus-5-5': {
        contextWindow: 1_000_000,
        price: { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 },
      },
      'claude-fable-5-1': {
        contextWindow: 1_000_000,
        price: { input: 10, output: 50, cacheRead: 0.25, cacheWrite: 12.5 },
      },
      // Five times as much beyond 100,000 tokens.
      'claude-haiku-5-5': {
        contextWindow: 1_000_000,
        price: { input: 0.1, output: 0.5, cacheWrite: 0.125 },
      },
    },
  },
  {
    name: 'deepseek',
    title: 'DeepSeek',
    wire: 'openai',
    baseUrl: 'https://api.deepseek.com',
    keyVariable: 'DEEPSEEK_API_KEY',
    isLocal: false,
    defaultModel: 'deepseek-flash',
    // Half as much outside of its peak hours.
    models: {
      'deepseek-flash': {
        contextWindow: 1_000_000,
        price: { input: 0.3, output: 1.2, cacheRead: 0.006 },
      },
      'deepseek-v4-pro': {
        contextWindow: 1_000_000,
        price: { input: 1.32, output: 3.96, cacheRead: 0.044 },
      },
    },
  },
  {
    name: 'qwen',
    aliases: ['dashscope'],
    // Keys belong to a region. That of Beijing: DASHSCOPE_BASE_URL=https://dashscope.aliyuncs.com/compatible-mode/v1
    title: 'Qwen, by DashScope of Alibaba Cloud (Singapore)',
    wire: 'openai',
    baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    keyVariable: 'DASHSCOPE_API_KEY',
    isLocal: false,
    defaultModel: 'qwen3.8-max',
    models: { 'qwen3.8-max': { contextWindow: 991_000, price: { input: 2, output: 6 } } },
  },
  {
    name: 'openrouter',
    title: 'OpenRouter, many providers behind one key',
    wire: 'openai',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyVariable: 'OPENROUTER_API_KEY',
    isLocal: false,
    defaultModel: 'openrouter/auto',
  },
  {
    name: 'gemini',
    title: 'Google Gemini, by its OpenAI-compatible endpoint',
    wire: 'openai',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyVariable: 'GEMINI_API_KEY',
    isLocal: false,
    defaultModel: 'gemini-3.8-flash',
    models: {
      // Half as much until the end of 2026.
      'gemini-3.8-flash': {
        contextWindow: 1_048_576,
        price: { input: 1.5, output: 7.5, cacheRead: 0.15 },
      },
      'gemini-3.5-flash': {
        contextWindow: 1_048_576,
        price: { input: 1.5, output: 9, cacheRead: 0.15 },
      },
    },
  },
  {
    name: 'mistral',
    title: 'Mistral',
    wire: 'openai',
    baseUrl: 'https://api.mistral.ai/v1',
    keyVariable: 'MISTRAL_API_KEY',
    isLocal: false,
    defaultModel: 'mistral-medium-latest',
    models: {
      'mistral-medium-latest': {
        contextWindow: 262_144,
        price: { input: 1.5, output: 7.5, cacheRead: 0.15 },
      },
    },
  },
  {
    name: 'groq',
    title: 'Groq',
    wire: 'openai',
    baseUrl: 'https://api.groq.com/openai/v1',
    keyVariable: 'GROQ_API_KEY',
    isLocal: false,
    defaultModel: 'openai/gpt-oss-120b',
    models: {
      'openai/gpt-oss-120b': {
        contextWindow: 131_072,
        price: { input: 0.15, output: 0.6, cacheRead: 0.075 },
      },
      'qwen/qwen3.8-27b': {
        contextWindow: 131_042,
        price: { input: 0.8, output: 4, cacheRead: 0.4 },
      },
    },
  },
  {
    name: 'xai',
    title: 'xAI',
    wire: 'openai',
    baseUrl: 'https://api.x.ai/v1',
    keyVariable: 'XAI_API_KEY',
    isLocal: false,
    defaultModel: 'grok-4.7',
    // Twice as much beyond 200,000 tokens.
    models: {
      'grok-4.7': { contextWindow: 500_000, price: { input: 2, output: 6, cacheRead: 0.5 } },
      'grok-4.5': { contextWindow: 500_000, price: { input: 2, output: 6, cacheRead: 0.5 } },
    },
  },
]
