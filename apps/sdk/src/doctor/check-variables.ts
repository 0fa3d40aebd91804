import { closestName } from '@harness/kernel'
import type { Check } from './check.ts'
import type { Env, Ground } from './ground.ts'

/** Our own; HARNESS_PROJECT_DIR and HARNESS_TASK are given to hooks and commands. */
const own = [
  'HARNESS_HOME',
  'HARNESS_MODEL',
  'HARNESS_PROVIDER',
  'HARNESS_CONFIG_CONTENT',
  'HARNESS_MCP_TOKEN',
  'HARNESS_DEBUG',
]

/** What others call them, and what is looked for here. */
const otherwise: Readonly<Record<string, string>> = {
  OPENAI_KEY: 'OPENAI_API_KEY',
  OPENAI_TOKEN: 'OPENAI_API_KEY',
  CLAUDE_API_KEY: 'ANTHROPIC_API_KEY',
  ANTHROPIC_KEY: 'ANTHROPIC_API_KEY',
  ANTHROPIC_AUTH_TOKEN: 'ANTHROPIC_API_KEY',
  GOOGLE_API_KEY: 'GEMINI_API_KEY',
  GOOGLE_GENERATIVE_AI_API_KEY: 'GEMINI_API_KEY',
  QWEN_API_KEY: 'DASHSCOPE_API_KEY',
  GROK_API_KEY: 'XAI_API_KEY',
  OPEN_ROUTER_API_KEY: 'OPENROUTER_API_KEY',
  OPENAI_API_BASE: 'OPENAI_BASE_URL',
  OPENAI_BASE: 'OPENAI_BASE_URL',
  OLLAMA_HOST: 'OLLAMA_BASE_URL',
}

/** Variables that nobody reads, but one of almost that name would be. */
export function checkVariables({ env }: Pick<Ground, 'env'>): Check[] {
  const isSet = (variable: string) => Boolean(env[variable]?.trim())
  const others = Object.entries(otherwise)
    .filter(([variable, right]) => isSet(variable) && !isSet(right))
    .map(([variable, right]) => unread(variable, right, how(variable, right)))
  return [...others, ...mistyped(env)]
}

const how = (variable: string, right: string) =>
  variable === 'OLLAMA_HOST'
    ? `where that is not 127.0.0.1:11434, set ${right}, as http://HOST:11434/v1`
    : `export ${right}="$${variable}"`

function mistyped(env: Env): Check[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('HARNESS_') && !own.includes(name) && env[name] !== '')
    .flatMap((name) => {
      const ours = (one: string) => one.slice('HARNESS_'.length)
      const closest = closestName(ours(name), own.map(ours), 2)
      return closest === undefined ? [] : [unread(name, `HARNESS_${closest}`)]
    })
}

const unread = (variable: string, right: string, fix = `call it ${right}`): Check => ({
  name: 'variables',
  // Ollama's own is set for Ollama.
  status: variable === 'OLLAMA_HOST' ? 'info' : 'warn',
  found: `${variable} is set, and read by nobody: it is ${right} here`,
  fix,
})
