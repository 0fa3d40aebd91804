import { z } from 'zod'

const decision = z.enum(['allow', 'deny', 'ask', 'defer'])

/**
 * What a hook answers, as Claude Code reads it: https://code.claude.com/docs/en/hooks. Further keys are ignored, keys of the
 * wrong type are not. The older `decision: "approve" | "block"` is understood for every event.
 */
export const HookOutput = z.object({
  /** False ends the run. */
  continue: z.boolean().optional(),
  stopReason: z.string().optional(),
  systemMessage: z.string().optional(),
  decision: z.enum(['approve', 'block', 'allow', 'deny', 'ask']).optional(),
  reason: z.string().optional(),
  hookSpecificOutput: z
    .object({
      hookEventName: z.string().optional(),
      additionalContext: z.string().optional(),
      /** `PreToolUse`. */
      permissionDecision: decision.optional(),
      permissionDecisionReason: z.string().optional(),
      updatedInput: z.json().optional(),
      /** `PermissionRequest`. */
      decision: z
        .object({
          behavior: z.enum(['allow', 'deny']),
          message: z.string().optional(),
          interrupt: z.boolean().optional(),
          updatedInput: z.json().optional(),
        })
        .optional(),
    })
    .optional(),
})
export type HookOutput = z.infer<typeof HookOutput>
