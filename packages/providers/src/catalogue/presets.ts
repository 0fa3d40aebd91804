import type { Preset } from './preset.ts'

/** Every provider that has a name, the ones with a key first. Prices and windows as published in autumn 2026. */
export const presets: readonly Preset[] = [
  {
    name: 'openai',
    title: 'OpenAI',
    wire: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    keyVariable: 'OPENAI_API_KEY',
    isLocal: false,
    defaultModel: 'gpt-5.4',
    models: {
      'gpt-5.4': { contextWindow: 272_000, price: { input: 2.5, output: 15, cacheRead: 0.25 } },
      'gpt-5-mini': { contextWindow: 272_000, price: { input: 0.25, output: 2, cacheRead: 0.025 } },
    },
  },
  {
    name: 'deepseek',
    title: 'DeepSeek',
    wire: 'openai',
    baseUrl: 'https://api.deepseek.com/v1',
    keyVariable: 'DEEPSEEK_API_KEY',
    isLocal: false,
    defaultModel: 'deepseek-chat',
    models: { 'deepseek-chat': { contextWindow: 1_000_000 } },
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
  },
  {
    name: 'xai',
    title: 'xAI',
    wire: 'openai',
    baseUrl: 'https://api.x.ai/v1',
    keyVariable: 'XAI_API_KEY',
    isLocal: false,
    defaultModel: 'grok-4.5',
    models: {
      'grok-4.5': { contextWindow: 500_000, price: { input: 2, output: 6, cacheRead: 0.5 } },
    },
  },
  {
    name: 'gemini',
    title: 'Google Gemini, by its OpenAI-compatible endpoint',
    wire: 'openai',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyVariable: 'GEMINI_API_KEY',
    isLocal: false,
    defaultModel: 'gemini-3.5-flash',
    models: {
      'gemini-3.5-flash': {
        contextWindow: 1_048_576,
        price: { input: 1.5, output: 9, cacheRead: 0.15 },
      },
    },
  },
  local('ollama', 'Ollama', 'http://127.0.0.1:11434/v1'),
  local('vllm', 'vLLM', 'http://127.0.0.1:8000/v1'),
  { ...local('llamacpp', 'llama.cpp', 'http://127.0.0.1:8080/v1'), defaultModel: 'default' },
  local('lmstudio', 'LM Studio', 'http://127.0.0.1:1234/v1'),
  local('local-openai', 'Any OpenAI-compatible endpoint, by --base-url'),
  {
    name: 'offline',
    aliases: ['mock'],
    title: 'A scripted stand-in, no language model: no key, no network',
    wire: 'scripted',
    isLocal: true,
    defaultModel: 'scripted',
    models: { scripted: { price: { input: 0, output: 0 } } },
  },
]

/** A server on this machine: no key unless its own variable is set, and the models that were loaded into it. */
function local(name: string, title: string, baseUrl?: string): Preset {
  const keyVariable = `${variableStem(name)}_API_KEY`
  return { name, title, wire: 'openai', keyVariable, isLocal: true, ...(baseUrl && { baseUrl }) }
}

/** How a preset's variables begin: `local-openai` is `LOCAL_OPENAI`. */
export function variableStem(name: string): string {
  return name.toUpperCase().replaceAll('-', '_')
}
