/** What options are called elsewhere, and here. */
export const foreignOptions = {
  abortController: 'signal',
  abortSignal: 'signal',
  continueConversation: 'continue',
  effort: 'reasoningEffort',
  forkSession: 'fork',
  maxBudgetUsd: 'maxCost',
  maxSteps: 'maxTurns',
  outputFormat: 'outputSchema',
  permissionPromptToolName: 'onAsk',
  persistSession: 'store',
  resumeSessionAt: 'fork',
  sessionId: 'resume',
  settings: 'config',
  thinking: 'reasoningEffort',
  timeout: 'timeoutMs',
  workspace: 'cwd',
} as const

/** What no option is here, and why nobody misses it. */
export const needlessOptions = {
  additionalDirectories: 'Folders beside cwd are opened by rules, such as "read_file(/path/**)".',
  allowDangerouslySkipPermissions: 'Leave it out: bypassPermissions wants nothing beside it.',
  apiKey: 'A key stands in env, under the name of its provider or of apiKeyEnv.',
  executable: 'Leave it out: no program is started.',
  includePartialMessages: 'Leave it out: text always comes in pieces.',
  pathToClaudeCodeExecutable: 'Leave it out: no program is started.',
} as const

/** What else these may be elsewhere, and what says the same here. */
export const insteadOfValues = {
  systemPrompt: "Without it there is the coding agent's, and appendSystemPrompt adds to it.",
  tools: 'The default ones are there without it, and disallowedTools takes some away.',
} as const
