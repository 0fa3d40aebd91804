import { defined } from './defined.ts'
import type { Options } from '../options.ts'
import type { Config } from './config.ts'

/** The options, with what configurations say where they say nothing. */
export function withSettings(options: Options, config: Config): Options {
  const { limits, permissions, agents, appendSystemPrompt, contextChars } = config
  const { maxTurns, maxTokens, maxCost, timeoutMs } = limits ?? {}
  const configured = {
    maxTurns,
    maxTokens,
    maxCost,
    timeoutMs,
    permissionMode: permissions?.mode,
    appendSystemPrompt,
    contextChars,
  }
  return {
    ...defined(configured),
    ...options,
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

/** The same for how the model is asked: a resumed session has its own. */
export function withModelSettings(options: Options, config: Config): Options {
  const { fallbackModels, temperature, maxOutputTokens, reasoningEffort, toolCalls } = config
  const configured = { fallbackModels, temperature, maxOutputTokens, reasoningEffort, toolCalls }
  return { ...defined(configured), ...options }
}
