import { matchGlob } from './match-glob.ts'

/** Whether a tool is one of those that a glob over names means: `web_*`. */
export const matchTool = (glob: string, tool: string): boolean =>
  matchGlob(glob, tool, { slashes: 'plain' })
