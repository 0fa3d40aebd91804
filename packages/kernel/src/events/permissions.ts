import { z } from 'zod'
import { Access } from './prepared.ts'

export const Decision = z.enum(['allow', 'ask', 'deny'])
export type Decision = z.infer<typeof Decision>

/** One permission rule. `tool` and `pattern` are globs; without a pattern the rule speaks of every use of the tool. */
export const PermissionRule = z.object({
  decision: Decision,
  tool: z.string(),
  /** Only calls that touch the world in this way. */
  access: Access.optional(),
  pattern: z.string().optional(),
  /** Of an ask rule: it asks in `bypassPermissions` too. */
  inEveryMode: z.literal(true).optional(),
  /** Where the rule stands, for a person: `--allowed-tools`, `.harness/config.jsonc:12`. */
  source: z.string(),
})
export type PermissionRule = z.infer<typeof PermissionRule>

/** What a policy decides by: recorded in the log, so that a decision can be taken again. */
export const Permissions = z.object({
  mode: z.string(),
  rules: z.array(PermissionRule),
  /** Whether somebody can answer an ask. Without one, what would be asked is denied. */
  person: z.boolean(),
  /** Whether commands run in a sandbox. */
  sandbox: z.boolean().optional(),
})
export type Permissions = z.infer<typeof Permissions>

/** What a policy said of one call, and which rule said it. */
export const Verdict = z.object({
  decision: Decision,
  rule: z.string(),
  /** For the model and the person: why, and what would allow it. */
  reason: z.string().optional(),
  /** Allowed by the mode alone, nobody said yes to it: a command in a sandbox is to open no file that holds secrets. */
  confined: z.literal(true).optional(),
  /** Of what is asked: a hook wants a person to see it, and no rule answers in their place. */
  demanded: z.literal(true).optional(),
  /**
   * Of what is asked: allow rules, as text, by which this very call would be allowed, and nothing that they do not say.
   * All of them are needed. Left out where no rules say just that.
   */
  suggestions: z.array(z.string()).optional(),
})
export type Verdict = z.infer<typeof Verdict>
