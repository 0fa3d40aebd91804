import type { PermissionRule } from '@harness/kernel'

const guarded = new Set(['.git', '.harness'])

/**
 * Who works within a repository's own folder, or within the harness's configuration, is asked about every change: there all
 * files decide what is allowed and run later, and their paths from there do not show it.
 */
export const guardedFolderRules = (workspace: string): PermissionRule[] =>
  workspace.split(/[/\\]/u).some((part) => guarded.has(part.toLowerCase()))
    ? [{ decision: 'ask', tool: '*', access: 'edit', source: `protected folder ${workspace}` }]
    : []
