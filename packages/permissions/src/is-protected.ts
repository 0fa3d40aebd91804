import type { Prepared } from '@harness/kernel'

const folders = new Set(['.git', '.harness'])

/** Whether a call changes what decides about later calls: the insides of a repository, the harness's own configuration. */
export const isProtected = ({ access, target }: Prepared): boolean =>
  access === 'edit' &&
  target !== undefined &&
  target.split(/[/\\]/u).some((part) => folders.has(part.toLowerCase()))
