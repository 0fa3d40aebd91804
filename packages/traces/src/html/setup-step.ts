import type { ModelSpec } from '@harness/kernel'
import { formatDuration } from './format.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { folded } from './text-block.ts'
import type { View } from './view.ts'
import type { SetupStep } from '../model/trace.ts'

/** How the session is set up from here on; of a change, what is not as before. */
export function setupStep(view: View, step: SetupStep): Markup {
  const { changed, permissions, model, tools, fallbacks, seq } = step
  const title = changed.length === 0 ? 'Configured' : `Changed: ${changed.join(', ')}`
  const rules = permissions.rules.map(
    ({ decision, tool, pattern, source }) =>
      `${decision} ${tool}${pattern === undefined ? '' : `(${pattern})`}  ${source}`,
  )
  const others = fallbacks.length === 0 ? [] : [['then', fallbacks.map(nameOf).join(', ')] as const]
  const facts: (readonly [string, string])[] = [
    ['model', nameOf(model)],
    ...parametersOf(model),
    ...others,
    [
      'permissions',
      `${permissions.mode}${permissions.sandbox ? ', sandbox' : ''}${permissions.person ? '' : ', nobody to ask'}`,
    ],
    ...limitsOf(step),
    ['system prompt', step.system],
    ['tool schemas', step.toolset],
    ['kernel', step.kernel],
  ]
  const listed: Value = [
    rules.length === 0 ? null : folded(view, { title: 'Rules', text: rules.join('\n') }, { seq }),
    tools.length === 0 ? null : folded(view, { title: 'Tools', text: tools.join(', ') }, { seq }),
  ]
  return markup`<details><summary><b>${title}</b> <small>${nameOf(model)}, ${permissions.mode}, ${tools.length} tools</small></summary>
<dl class="fields">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd><code>${value}</code></dd></div>`)}</dl>${listed}</details>`
}

const nameOf = ({ provider, id }: ModelSpec): string => `${provider}/${id}`

/** How a model is asked, where something is said of that. */
export function parametersOf(model: ModelSpec): (readonly [string, string])[] {
  const { temperature, maxOutputTokens, reasoningEffort, toolCalls, contextWindow, baseUrl } = model
  const said = {
    temperature,
    'max output': maxOutputTokens,
    'reasoning effort': reasoningEffort,
    'tool calls': toolCalls,
    window: contextWindow,
    endpoint: baseUrl,
  }
  return Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  )
}

function limitsOf({ limits }: SetupStep): (readonly [string, string])[] {
  const { maxTurns, maxTokens, maxCost, maxMs } = limits
  return [
    ['most turns', String(maxTurns)] as const,
    ...(maxTokens === undefined ? [] : [['most tokens', String(maxTokens)] as const]),
    ...(maxCost === undefined ? [] : [['most cost', `$${maxCost}`] as const]),
    ...(maxMs === undefined ? [] : [['most time', formatDuration(maxMs)] as const]),
  ]
}
