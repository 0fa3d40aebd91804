import { variableStem } from './base-url-variables.ts'
import type { Preset } from './preset.ts'

/**
 * Servers on the person's own machine, at their usual ports. Their prices are unknown, not 0: behind a port may be a
 * tunnel, a gateway, or a model that Ollama serves from its cloud.
 */
export const localPresets: readonly Preset[] = [
  local('ollama', 'Ollama', 'http://127.0.0.1:11434/v1'),
  local('vllm', 'vLLM', 'http://127.0.0.1:8000/v1'),
  local('sglang', 'SGLang', 'http://127.0.0.1:30000/v1'),
  // It has one model and answers to any name.
  { ...local('llamacpp', 'llama.cpp', 'http://127.0.0.1:8080/v1'), defaultModel: 'default' },
  local('lmstudio', 'LM Studio', 'http://127.0.0.1:1234/v1'),
  local('local-openai', 'Any OpenAI-compatible endpoint, by --base-url'),
]

/** No key unless its own variable is set, and the models that were loaded into it. */
function local(name: string, title: string, baseUrl?: string): Preset {
  const keyVariable = `${variableStem(name)}_API_KEY`
  return {
    name,
    title,
    wire: 'openai',
    keyVariable,
    isLocal: true,
    ...(baseUrl && { baseUrl }),
    quirks: { thinkTags: true },
  }
}
