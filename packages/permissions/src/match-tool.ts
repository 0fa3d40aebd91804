import { matchGlob } from './match-glob.ts'
import { serverGlob } from './server-glob.ts'

/** Whether a tool is one of those that a glob over names means: `web_*`, and `mcp__docs__*` for `mcp_docs_*`. */
export function matchTool(glob: string, tool: string): boolean {
  const served = serverGlob(glob)
  const globs = served === undefined ? [glob] : [glob, served]
  return globs.some((one) => matchGlob(one, tool, { slashes: 'plain' }))
}
