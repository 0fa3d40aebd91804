import type { Decision, PermissionRule } from '@harness/kernel'
import { PermissionsError } from './permissions-error.ts'

/**
 * Reads `tool` or `tool(pattern)`: `edit`, `edit(src/**)`, `shell(git status *)`, `mcp_*`. `source` says where it was
 * written, for people. Throws `invalid_rule` with what is wrong.
 */
export function parseRule(text: string, decision: Decision, source: string): PermissionRule {
  const trimmed = text.trim()
  const found = /^([\w*?-]+)(?:\((.*)\))?$/su.exec(trimmed)
  const [, tool, pattern] = found ?? []
  if (tool === undefined) {
    throw new PermissionsError(
      'invalid_rule',
      `${source}: "${trimmed}" is not a rule. Write a tool, or a tool and a pattern: edit, edit(src/**), shell(git status *).`,
    )
  }
  if (pattern === undefined) return { decision, tool, source }
  if (pattern.trim() === '') {
    throw new PermissionsError(
      'invalid_rule',
      `${source}: "${trimmed}" has an empty pattern. Leave the parentheses out to speak of every use of ${tool}.`,
    )
  }
  return { decision, tool, pattern: pattern.trim(), source }
}
