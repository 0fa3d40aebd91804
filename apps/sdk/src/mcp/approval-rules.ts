import type { PermissionRule } from '@harness/kernel'
import { serverIds } from '@harness/mcp'
import type { McpServer } from './mcp-settings.ts'

/** What the approval of each server that is used comes to. How it stands may always be looked at. */
export function approvalRules(servers: Readonly<Record<string, McpServer>>): PermissionRule[] {
  const ids = serverIds(Object.keys(servers))
  return Object.entries(servers).flatMap(([name, { approval = 'inherit' }]): PermissionRule[] => {
    if (approval === 'inherit') return []
    const source = `mcpServers.${name}.approval`
    const decided =
      approval === 'ask'
        ? ({ decision: 'ask', inEveryMode: true } as const)
        : ({ decision: 'allow' } as const)
    return (['network', 'read'] as const).map((access) => {
      return { ...decided, tool: 'mcp', pattern: `${ids.get(name)}/**`, access, source }
    })
  })
}
