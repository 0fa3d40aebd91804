import { matchGlob } from './match-glob.ts'
import { serverGlob } from './server-glob.ts'

/** Whether it is a tool of a server of the Model Context Protocol: its target is `server/tool`. */
export const isOfServer = (tool: string): boolean => tool.startsWith('mcp_')

/**
 * Whether a tool is one of those that a glob over names means: `web_*`, `mcp` for every tool of a server, and `mcp__docs__*`
 * for `mcp_docs_*`.
 */
export function matchTool(glob: string, tool: string): boolean {
  if (glob === 'mcp' && isOfServer(tool)) return true
  const served = serverGlob(glob)
  const globs = served === undefined ? [glob] : [glob, served]
  return globs.some((one) => matchGlob(one, tool, { slashes: 'plain' }))
}
