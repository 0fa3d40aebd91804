import { defined } from './defined.ts'
import type { Options } from '../options.ts'
import type { Config } from './config.ts'

/** The options, with what configurations say where they say nothing. */
export function withSettings(options: Options, config: Config): Options {
  const { limits, permissions, agents, contextChars } = config
  const { maxTurns, maxTokens, maxCost, timeoutMs } = limits ?? {}
  const configured = {
    maxTurns,
    maxTokens,
    maxCost,
    timeoutMs,
    permissionMode: permissions?.mode,
    contextChars,
  }
  return {
    ...defined(configured),
    ...defined({ ...options }),
    ...(agents && { agents: { ...agentsOf(agents), ...options.agents } }),
  }
}

const agentsOf = (agents: NonNullable<Config['agents']>): NonNullable<Options['agents']> =>
  Object.fromEntries(
    Object.entries(agents).map(([name, { description, ...rest }]) => [
      name,
      { description, ...defined(rest) },
    ]),
  )

/** The same for what a session keeps from its beginning: its prompt, and how its model is asked. */
export function withFirstSettings(options: Options, config: Config): Options {
  const { appendSystemPrompt, ...model } = config
  const { fallbackModels, temperature, maxOutputTokens, reasoningEffort, toolCalls } = model
  const tuning = { fallbackModels, temperature, maxOutputTokens, reasoningEffort, toolCalls }
  return { ...defined({ ...tuning, appendSystemPrompt }), ...defined({ ...options }) }
}
