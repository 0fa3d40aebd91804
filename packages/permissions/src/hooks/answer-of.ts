import type { HookAnswer, HookEvent } from '@harness/kernel'
import type { HookOutput } from './hook-output.ts'

type Said = Omit<HookAnswer, 'event' | 'hook'>

/** What an output means. @throws Error when it answers another event, or something that is not its to say. */
export function answerOf(event: HookEvent, output: HookOutput): Said {
  const { hookSpecificOutput: own = {} } = output
  if (own.hookEventName !== undefined && own.hookEventName !== event) {
    throw new Error(`it was asked about ${event} and answers ${own.hookEventName}`)
  }
  const [decision, why] = decisionOf(event, output)
  const reason = why ?? output.reason ?? output.systemMessage
  const stop = stopOf(output)
  return {
    decision,
    ...(reason && { reason }),
    ...(own.additionalContext && { context: own.additionalContext }),
    ...(event === 'PreToolUse' && own.updatedInput !== undefined && { input: own.updatedInput }),
    ...(stop !== undefined && { stop }),
  }
}

const older = { approve: 'allow', allow: 'allow', ask: 'ask', block: 'deny', deny: 'deny' } as const

function decisionOf(
  event: HookEvent,
  { decision, hookSpecificOutput: own = {} }: HookOutput,
): [HookAnswer['decision'], string | undefined] {
  if (own.permissionDecision !== undefined) {
    const { permissionDecision, permissionDecisionReason } = own
    if (permissionDecision === 'defer') return ['none', permissionDecisionReason]
    return [permissionDecision, permissionDecisionReason]
  }
  if (own.decision) {
    if (event === 'PermissionRequest' && own.decision.updatedInput !== undefined) {
      throw new Error('only a PreToolUse hook may change the input')
    }
    return [own.decision.behavior, own.decision.message]
  }
  return [decision === undefined ? 'none' : older[decision], undefined]
}

function stopOf({ continue: goesOn, stopReason, hookSpecificOutput }: HookOutput) {
  const { decision } = hookSpecificOutput ?? {}
  if (goesOn === false) return stopReason ?? 'it ended the run'
  if (decision?.interrupt === true) return decision.message ?? 'it ended the run'
  return undefined
}
