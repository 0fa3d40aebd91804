import { contentText } from '@harness/kernel'
import type { TaskStep } from './trace.ts'

/** What a task left behind, as text: the output of a command, what a subagent reports. */
export function taskText({ end }: TaskStep): string {
  if (!end) return ''
  if (end.kind === 'exited') return `${end.head}${end.tail}`
  return end.kind === 'reported' ? contentText(end.content) : end.message
}
