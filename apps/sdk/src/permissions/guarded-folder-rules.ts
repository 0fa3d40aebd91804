import type { PermissionRule } from '@harness/kernel'

const guarded = new Set(['.git', '.harness'])

/** The part of a path that is a repository's own folder, or the harness's: what is below decides what is allowed and run later. */
export const guardedPart = (path: string): string | undefined =>
  path.split(/[/\\]/u).find((part) => guarded.has(part.toLowerCase()))

/** Who works within such a folder is asked about every change: the paths of its files from there do not show where they are. */
export const guardedFolderRules = (workspace: string): PermissionRule[] =>
  guardedPart(workspace) === undefined
    ? []
    : [{ decision: 'ask', tool: '*', access: 'edit', source: `protected folder ${workspace}` }]
