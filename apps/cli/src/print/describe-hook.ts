import type { StreamEvent } from '@harness/kernel'
import { plainLine } from './plain-text.ts'
import { shorten } from './format.ts'

type Line = Extract<StreamEvent, { type: 'hook.decision' }>

/** What a hook said, where a person would not read it elsewhere: a call that is denied says so by itself. */
export function describeHook({ event, hook, tool, decision, reason }: Line): string | undefined {
  if (reason === null || told.has(event)) return undefined
  const about = tool === undefined ? event : `${event} ${tool}`
  const objects = decision === 'deny' ? ' objects' : ''
  return `The hook ${shorten(plainLine(hook), 40)} (${about})${objects}: ${plainLine(reason)}`
}

const told: ReadonlySet<Line['event']> = new Set(['PreToolUse', 'PermissionRequest'])
