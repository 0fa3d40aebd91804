import type { Prepared } from '@harness/kernel'

const names = new Set(['.git', '.harness', '.mcp.json'])

/** Whether a call changes what decides about later calls: what is in a repository's own folder, the harness's configuration, servers. */
export const isProtected = ({ access, target }: Prepared): boolean =>
  access === 'edit' &&
  target !== undefined &&
  target.split(/[/\\]/u).some((part) => names.has(part.toLowerCase()))
