import type { HookEvent } from '@harness/kernel'
import type { SandboxSettings } from '@harness/permissions'
import type { HookMatcher } from '../hook-callbacks.ts'
import type { Options, QueryInput } from '../options.ts'
import { foreignOptions, insteadOfValues, needlessOptions } from './foreign-options.ts'
import type { Kind } from './option-kinds.ts'
import { requireKnown, type Known } from './require-known.ts'

const options: Known = {
  known: {
    model: 'a text',
    provider: 'a text or an object',
    baseUrl: 'a text',
    fallbackModels: 'a list of texts',
    presets: 'a list',
    script: 'a text or an object',
    toolCalls: '"native" or "text"',
    apiKeyEnv: 'a text',
    temperature: 'a number of 0 or above',
    maxOutputTokens: 'a whole number above 0',
    reasoningEffort: 'a text',
    cwd: 'a text',
    env: 'an object of texts',
    home: 'a text',
    store: '"files", "memory" or a store',
    permissionMode: 'a text',
    sandbox: 'an object',
    allowWrite: 'true or false',
    allowedTools: 'a list of texts',
    disallowedTools: 'a list of texts',
    onAsk: 'a function',
    canUseTool: 'a function',
    canUseToolTimeoutMs: 'a number above 0',
    hooks: 'an object',
    maxTurns: 'anything',
    maxTokens: 'anything',
    maxCost: 'anything',
    timeoutMs: 'anything',
    outputSchema: 'an object',
    settingSources: 'a list of "user", "project" and "local"',
    inheritUserConfig: 'true or false',
    config: 'a text',
    configOverrides: 'anything',
    contextChars: 'a whole number of 0 or above',
    systemPrompt: 'a text',
    appendSystemPrompt: 'a text',
    instructions: 'a list of texts',
    title: 'a text',
    resume: 'a text',
    continue: 'true or false',
    fork: 'a text',
    restore: 'true, false or "force"',
    onNotice: 'a function',
    agent: 'a text',
    agents: 'an object',
    mcpServers: 'anything',
    mcpConfig: 'a list of texts',
    strictMcpConfig: 'true or false',
    tools: 'a list of tools, which have a name and a handler',
    signal: 'an AbortSignal',
  } satisfies Record<keyof Options, Kind>,
  foreign: foreignOptions,
  needless: needlessOptions,
  instead: insteadOfValues,
  of: 'The options of a run',
}

/** A hook that nobody calls guards nothing. */
const hooks: Known = {
  known: {
    SessionStart: 'a list',
    SessionEnd: 'a list',
    UserPromptSubmit: 'a list',
    PreToolUse: 'a list',
    PermissionRequest: 'a list',
    PostToolUse: 'a list',
    PostToolUseFailure: 'a list',
    Stop: 'a list',
    SubagentStop: 'a list',
    PreCompact: 'a list',
    Notification: 'a list',
  } satisfies Record<HookEvent, Kind>,
  of: 'The hooks of the options',
}

const matcher: Known = {
  known: {
    matcher: 'a text',
    timeout: 'a number above 0',
    hooks: 'a list of functions',
  } satisfies Record<keyof HookMatcher, Kind>,
  needed: ['hooks'],
  of: 'The matchers of a hook',
}

const sandbox: Known = {
  known: {
    enabled: 'true, false or "required"',
    network: 'true or false',
    commits: 'true or false',
    writable: 'a list of texts',
    readable: 'a list of texts',
  } satisfies Record<keyof SandboxSettings, Kind>,
  of: 'The options of the sandbox',
}

const input: Known = {
  known: { prompt: 'a text', options: 'an object' } satisfies Record<keyof QueryInput, Kind>,
  foreign: {
    ...Object.fromEntries(Object.keys(options.known).map((name) => [name, `options.${name}`])),
    input: 'prompt',
    message: 'prompt',
    task: 'prompt',
  },
  of: 'The arguments of a run',
}

/** The names of all options. */
export const optionNames: readonly string[] = Object.keys(options.known)

/** @throws SdkError `invalid_option` for what is none of them, and for a value that means nothing. */
export async function requireOptions(given: Options): Promise<void> {
  await requireKnown(given, options)
  if (given.hooks) {
    await requireKnown(given.hooks, hooks)
    for (const each of Object.values(given.hooks).flat()) await requireKnown(each, matcher)
  }
  if (given.sandbox) await requireKnown(given.sandbox, sandbox)
}

/** The same for what a run is given. */
export const requireInput = (given: QueryInput): Promise<void> => requireKnown(given, input)
