import { createHash } from 'node:crypto'
import { kernelVersion, type Json, type ModelSpec } from '@harness/kernel'
import type { Options } from '../options.ts'

export interface Measuring {
  options: Options
  model: ModelSpec
  fallbacks: readonly ModelSpec[]
  mode: string
  /** What the script of the offline model says, where it has one. */
  script: string | undefined
}

/** What is measured: the same for the same options, and no secret. What is long stands there by its digest. */
export function subjectFacts({ options, model, fallbacks, mode, script }: Measuring): {
  [name: string]: Json
} {
  const { temperature, maxOutputTokens, reasoningEffort, toolCalls } = model
  const { agent, allowWrite, contextChars, allowedTools, disallowedTools, tools } = options
  return defined({
    model: nameOf(model),
    harness: kernelVersion,
    permissionMode: mode,
    endpoint: model.baseUrl === undefined ? undefined : withoutCredentials(model.baseUrl),
    fallbacks: fallbacks.length === 0 ? undefined : fallbacks.map(nameOf),
    temperature,
    maxOutputTokens,
    reasoningEffort,
    toolCalls,
    agent,
    allowWrite,
    contextChars,
    allowedTools: allowedTools && [...allowedTools],
    disallowedTools: disallowedTools && [...disallowedTools],
    tools: tools?.map(({ name }) => name),
    sandbox: options.sandbox && digestOf(options.sandbox),
    script: script === undefined ? undefined : digest(script),
    ...digests(options),
  })
}

const long = [
  'systemPrompt',
  'appendSystemPrompt',
  'instructions',
  'outputSchema',
  'agents',
  'mcpServers',
  'mcpConfig',
  'config',
  'configOverrides',
] as const satisfies readonly (keyof Options)[]

const digests = (options: Options): Record<string, string | undefined> =>
  Object.fromEntries(
    long.map((name) => [name, options[name] === undefined ? undefined : digestOf(options[name])]),
  )

const nameOf = ({ provider, id }: ModelSpec): string => `${provider}/${id}`

const digest = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`

/** The order of keys says nothing. */
const digestOf = (value: unknown): string =>
  digest(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(
            Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)),
          )
        : part,
    ) ?? '',
  )

const defined = (facts: Record<string, Json | undefined>): { [name: string]: Json } =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** An address may hold a password, or a key in its query. */
function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return ''
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}`
}
