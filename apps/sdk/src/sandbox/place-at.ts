import { homedir } from 'node:os'
import { resolve } from 'node:path'

/** A path as settings of a sandbox write it: from the workspace, or from the person's home with `~`. */
export const placeAt = (workspace: string, path: string): string =>
  resolve(workspace, path.replace(/^~(?=\/|$)/u, homedir()))
