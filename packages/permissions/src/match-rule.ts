import type { PermissionRule, PolicyQuestion } from '@harness/kernel'
import { allowsCommand, touchesCommand } from './match-command.ts'
import { matchGlob } from './match-glob.ts'
import { matchTool } from './match-tool.ts'

/** A pattern that says where it leads: `**` alone means the workspace. */
const isAbsolute = (pattern: string): boolean => /^(\/|[A-Za-z]:)/u.test(pattern)

/** Whether a rule speaks of a call. An allow rule is read narrowly, deny and ask rules generously. */
export function matchRule(rule: PermissionRule, { tool, prepared }: PolicyQuestion): boolean {
  if (!matchTool(rule.tool, tool)) return false
  const { pattern, decision, access = prepared.access } = rule
  if (access !== prepared.access) return false
  // A tool as such is not allowed to leave the workspace: that takes a pattern that says where to.
  if (pattern === undefined) return decision !== 'allow' || !prepared.outside
  const { target } = prepared
  if (target === undefined) return false
  if (prepared.access === 'command') {
    // A pattern says what is run, not where: the same words do something else in another folder.
    if (decision === 'allow' && prepared.outside) return false
    return decision === 'allow' ? allowsCommand(pattern, target) : touchesCommand(pattern, target)
  }
  if (decision === 'allow' && prepared.outside && !isAbsolute(pattern)) return false
  return matchGlob(pattern, target, {
    slashes: prepared.access === 'network' ? 'plain' : 'separate',
  })
}
