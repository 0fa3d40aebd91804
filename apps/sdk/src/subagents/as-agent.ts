import { closestName } from '@harness/kernel'
import { defined } from '../config/defined.ts'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import type { Agents } from './gather-agents.ts'

/**
 * The options of a run that is one of the agents itself: its prompt, and for a new session its model, where the options
 * say nothing else. @throws SdkError `invalid_option` when there is none of that name.
 */
export function asAgent(
  options: Options,
  { agents, isFirst }: { agents: Agents; isFirst: boolean },
): Options {
  const { agent: name } = options
  if (name === undefined) return options
  const agent = Object.hasOwn(agents, name) ? agents[name] : undefined
  if (!agent) {
    const names = Object.keys(agents)
    const closest = closestName(name, names)
    const hint =
      closest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${closest}?`
    throw new SdkError('invalid_option', `There is no agent ${JSON.stringify(name)}. ${hint}`)
  }
  const { prompt: systemPrompt, maxTurns, model } = agent
  return {
    ...defined({ systemPrompt, maxTurns, ...(isFirst && { model }) }),
    ...defined({ ...options }),
  }
}
