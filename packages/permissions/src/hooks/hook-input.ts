import type { HookContext, HookOccasion, Json } from '@harness/kernel'

/**
 * What a hook is told, as Claude Code tells it: https://code.claude.com/docs/en/hooks. Command hooks read it as JSON from
 * standard input. What an event has besides these stands under the names of that format.
 */
export type HookInput = {
  /** The event, such as `PreToolUse`. */
  hook_event_name: string
  session_id: string
  /** The session's log; empty where it is in no file. */
  transcript_path: string
  cwd: string
  /** As that format calls it: `ask` is `default`. */
  permission_mode: string
  /** Of a call: the tool, by its name here, such as `shell`. */
  tool_name?: string
  /** Of a call: its arguments. */
  tool_input?: Json
  /** Of a call: names it within its session. */
  tool_use_id?: string
  /** `PostToolUse`: the text that the model reads. */
  tool_response?: string
  /** `UserPromptSubmit`: what was said. */
  prompt?: string
  /** Beyond that format: a process died while hooks were told of the same. */
  recovering?: true
} & Record<string, Json>

/** @param transcript Where the session's log is, a path; empty where it is in no file. */
export const hookInput = (
  occasion: HookOccasion,
  context: HookContext,
  transcript: string,
): HookInput => ({
  session_id: context.session,
  transcript_path: transcript,
  cwd: context.workspace ?? '',
  permission_mode: context.mode === 'ask' ? 'default' : context.mode,
  hook_event_name: occasion.event,
  ...detailsOf(occasion, context),
  ...(context.recovering && { recovering: true }),
})

function detailsOf(occasion: HookOccasion, { session }: HookContext): Record<string, Json> {
  switch (occasion.event) {
    case 'SessionStart':
      return { source: occasion.source === 'fork' ? 'resume' : occasion.source }
    case 'SessionEnd':
      return { reason: occasion.reason }
    case 'UserPromptSubmit':
      return { prompt: occasion.prompt }
    case 'PreToolUse':
      return toolOf(occasion)
    case 'PermissionRequest':
      return { ...toolOf(occasion), ...(occasion.reason && { reason: occasion.reason }) }
    case 'PostToolUse':
      return { ...toolOf(occasion), tool_response: occasion.output }
    case 'PostToolUseFailure':
      return { ...toolOf(occasion), error: occasion.output, is_interrupt: false }
    case 'Stop':
      return { stop_hook_active: occasion.again, last_assistant_message: occasion.reply }
    case 'SubagentStop':
      return {
        stop_hook_active: occasion.again,
        last_assistant_message: occasion.reply,
        agent_id: session,
      }
    case 'PreCompact':
      return { trigger: triggerOf(occasion), custom_instructions: occasion.focus ?? '' }
    case 'Notification':
      return { message: occasion.message, notification_type: occasion.kind }
  }
}

type OfCall = Extract<HookOccasion, { tool: string }>

const toolOf = ({ tool, call, input }: OfCall): Record<string, Json> => ({
  tool_name: tool,
  tool_input: input,
  tool_use_id: call,
})

const triggerOf = ({ reason }: Extract<HookOccasion, { event: 'PreCompact' }>) =>
  reason === 'asked' ? 'manual' : 'auto'

/** What a matcher is compared with; undefined where every hook of the event is concerned. */
export function subjectOf(occasion: HookOccasion): string | undefined {
  switch (occasion.event) {
    case 'SessionStart':
      return occasion.source === 'fork' ? 'resume' : occasion.source
    case 'SessionEnd':
      return occasion.reason
    case 'PreCompact':
      return triggerOf(occasion)
    case 'Notification':
      return occasion.kind
    default:
      return 'tool' in occasion ? occasion.tool : undefined
  }
}
