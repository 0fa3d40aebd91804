import { resolve } from 'node:path'
import type { Options } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'
import { toolCallModes, type runFlags } from './flags.ts'
import { configOptions } from './config-options.ts'
import { atLeastZero, milliseconds, realNumber, wholeNumber } from './numbers.ts'
import type { parseFlags } from './parse-flags.ts'

export type RunValues = Awaited<ReturnType<typeof parseFlags<typeof runFlags>>>['values']

/** The SDK's options of the flags of `run`. */
export function runOptions(values: RunValues): Options {
  return withoutUndefined({
    model: values.model,
    provider: providerOf(values),
    baseUrl: values['base-url'],
    apiKeyEnv: values['api-key-env'],
    temperature: realNumber('temperature', values.temperature),
    maxOutputTokens: wholeNumber('max-output-tokens', values['max-output-tokens']),
    reasoningEffort: values['reasoning-effort'],
    toolCalls: toolCallModes.find((mode) => mode === values['tool-calls']),
    fallbackModels: values.fallback?.flatMap((names) => names.split(',')),
    script: values.script,
    cwd: values.cwd === undefined ? undefined : resolve(values.cwd),
    ...configOptions(values),
    contextChars: atLeastZero('context-chars', values['context-chars']),
    allowWrite: values['allow-write'],
    sandbox: sandboxOf(values),
    permissionMode: values['permission-mode'],
    allowedTools: rules(values['allowed-tools']),
    disallowedTools: rules(values['disallowed-tools']),
    maxTurns: wholeNumber('max-turns', values['max-turns'] ?? values['max-steps']),
    maxTokens: wholeNumber('max-tokens', values['max-tokens']),
    maxCost: realNumber('max-cost', values['max-cost']),
    timeoutMs: milliseconds('timeout', values.timeout),
    agent: values.agent,
    systemPrompt: values['system-prompt'],
    appendSystemPrompt: values['append-system-prompt'],
    mcpConfig: values['mcp-config'],
    strictMcpConfig: values['strict-mcp-config'],
    title: values.title,
    resume: values.resume,
    continue: values.continue,
    fork: values.fork,
  })
}

function providerOf({ provider, preset }: RunValues): string | undefined {
  if (provider !== undefined && preset !== undefined && provider !== preset) {
    throw new UsageError('--provider and --preset are the same thing: give one of them.')
  }
  return provider ?? preset
}

function sandboxOf(values: RunValues): Options['sandbox'] {
  const { sandbox } = values
  const network = values['sandbox-network']
  const commits = values['sandbox-commits']
  if (sandbox === undefined && network === undefined && commits === undefined) return undefined
  return {
    ...(sandbox !== undefined && { enabled: sandbox === 'required' ? sandbox : sandbox === 'on' }),
    ...(network !== undefined && { network }),
    ...(commits !== undefined && { commits }),
  }
}

/** Rules stand in flags of their own or after a comma; a comma inside parentheses is the rule's. */
function rules(given: readonly string[] | undefined): string[] | undefined {
  return given?.flatMap((text) =>
    text
      .split(/,(?![^(]*\))/)
      .map((rule) => rule.trim())
      .filter((rule) => rule !== ''),
  )
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function withoutUndefined<T extends Readonly<Record<string, unknown>>>(values: T) {
  const defined: Partial<Defined<T>> = {}
  for (const key in values) {
    const value = values[key]
    if (isDefined(value)) defined[key] = value
  }
  return defined
}

const isDefined = <T>(value: T): value is Exclude<T, undefined> => value !== undefined
