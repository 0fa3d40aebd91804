import type { StopReason } from '@harness/kernel'

const cut = new Set(['length', 'max_tokens', 'model_length', 'max_output_tokens'])
const filtered = new Set(['content_filter', 'sensitive', 'safety', 'prohibited_content'])
const interrupted = new Set(['error', 'insufficient_system_resource', 'network_error', 'abort'])

/** What a server's finish reason means, whatever dialect it is in. */
export function finishKind(reason: string): 'filtered' | 'interrupted' | 'complete' {
  const name = reason.toLowerCase()
  if (filtered.has(name)) return 'filtered'
  return interrupted.has(name) ? 'interrupted' : 'complete'
}

/** Servers say `stop` after calls and `tool_calls` without any: the calls decide. */
export function stopReason(reason: string | undefined, hasCalls: boolean): StopReason {
  if (reason !== undefined && cut.has(reason.toLowerCase())) return 'length'
  return hasCalls ? 'calls' : 'end'
}
