import { z } from 'zod'
import { SecretReference } from '@harness/config'
import { ContextSettings } from '@harness/context'
import { HookSettings, PermissionSettings, SandboxSettings } from '@harness/permissions'
import { providerSettings } from '@harness/providers'
import { ToolSettings } from '@harness/tools'
import { AgentSettings } from './agent-settings.ts'

import { McpServer, McpTool } from '../mcp/mcp-settings.ts'

const Limits = z.strictObject({
  maxTurns: z.int().positive().optional().describe('Model calls of one run. Default: 20.'),
  maxTokens: z.int().positive().optional().describe('Input and output tokens of one run.'),
  maxCost: z.number().positive().optional().describe('US dollars of one run.'),
  timeoutMs: z.number().positive().optional().describe('Milliseconds of one run.'),
})

const Redaction = z.strictObject({
  variables: z
    .array(z.string().min(1))
    .optional()
    .describe('Variables whose values are secrets, beside those whose names say so.'),
  patterns: z
    .boolean()
    .optional()
    .describe('Whether what looks like a secret is kept out of what tools answer. Default: true.'),
})

/** Every key of a configuration: what each package says of its own, together. */
export const Config = z.strictObject({
  model: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The model, as provider/name; after commas, models to go on with when it cannot answer.',
    ),
  fallbackModels: z
    .array(z.string().min(1))
    .optional()
    .describe('Models to go on with, in order, when the one before cannot answer.'),
  temperature: z.number().nonnegative().optional().describe('How freely the model samples.'),
  maxOutputTokens: z.int().positive().optional().describe('Most tokens of one reply.'),
  reasoningEffort: z
    .string()
    .min(1)
    .optional()
    .describe('low, medium, high, or what the provider calls it.'),
  toolCalls: z
    .enum(['native', 'text'])
    .optional()
    .describe(
      "How the model calls tools: by its wire's own means, or as JSON in its text. Default: found out.",
    ),
  providers: z
    .record(z.string(), providerSettings(SecretReference))
    .optional()
    .describe(
      'Addresses and keys, by the name of the provider; a name of your own makes an endpoint a provider.',
    ),
  limits: Limits.optional().describe('The bounds of one run.'),
  permissions: PermissionSettings.optional().describe(
    'What runs without a question, and what never does.',
  ),
  sandbox: SandboxSettings.optional().describe(
    'A wall around commands: bubblewrap on Linux, Seatbelt on macOS. Default: on where there is one.',
  ),
  tools: ToolSettings.optional().describe('Which tools there are.'),
  appendSystemPrompt: z.string().optional().describe('Follows the system prompt.'),
  ...ContextSettings.shape,
  agents: z
    .record(z.string().regex(/^[\w-]{1,64}$/u), AgentSettings)
    .optional()
    .describe('What subagents can be, by name.'),
  redaction: Redaction.optional().describe('What is kept out of everything that is written down.'),
  hooks: HookSettings.optional().describe(
    'Commands that are told what happens, and may have a say in it, by event. Those of all layers run.',
  ),
  mcpServers: z
    .record(z.string(), McpServer)
    .optional()
    .describe(
      'MCP servers, by name: started when a run begins, their tools are those of the model.',
    ),
  mcpTools: z
    .record(z.string().regex(/^[\w-]{1,64}$/u), McpTool)
    .optional()
    .describe(
      'Tools that somebody else answers for, by name. Without a client, a call of one fails and says so.',
    ),
})
/** What a file of configuration says: each key has its meaning and its default beside it. */
export type Config = z.infer<typeof Config>
