import type { PermissionRule, PolicyQuestion } from '@harness/kernel'
import { touchesCommand } from './match-command.ts'
import { matchGlob } from './match-glob.ts'
import { isOfServer, matchTool } from './match-tool.ts'

/** A pattern that says where it leads: `**` alone means the workspace. */
const isAbsolute = (pattern: string): boolean => /^(\/|[A-Za-z]:)/u.test(pattern)

/** `edit` is every tool that changes files: what is denied to one is denied to all. */
const isMeant = (glob: string, { tool, prepared }: PolicyQuestion): boolean =>
  matchTool(glob, tool) ||
  (glob === 'edit' && prepared.access === 'edit') ||
  (glob === 'mcp' && prepared.server !== undefined)

/** Whether it asks a server, whatever it is called here: its target is then `server/tool`. */
const asksServer = ({ tool, prepared }: PolicyQuestion): boolean =>
  prepared.server !== undefined || isOfServer(tool)

/**
 * Whether a rule speaks of a call. An allow rule is read narrowly, deny and ask rules generously. Whether an allow pattern
 * covers a command is not said here: that takes reading it.
 */
export function matchRule(rule: PermissionRule, { tool, prepared }: PolicyQuestion): boolean {
  if (!isMeant(rule.tool, { tool, prepared })) return false
  const { pattern, decision, access = prepared.access } = rule
  if (access !== prepared.access) return false
  // Leave to fetch from addresses is none to use servers.
  if (rule.access === 'network' && rule.tool === '*' && asksServer({ tool, prepared }))
    return decision !== 'allow'
  // A tool as such is not allowed to leave the workspace: that takes a pattern that says where to.
  if (pattern === undefined) return decision !== 'allow' || !prepared.outside
  const { target } = prepared
  if (target === undefined) return false
  if (prepared.access === 'command') return decision !== 'allow' && touchesCommand(pattern, target)
  if (decision === 'allow' && prepared.outside && !isAbsolute(pattern)) return false
  // A server may call a tool what it likes: `mcp(docs/*)` is every one of it.
  const isPlain = prepared.access === 'network' || asksServer({ tool, prepared })
  return matchGlob(pattern, target, { slashes: isPlain ? 'plain' : 'separate' })
}
