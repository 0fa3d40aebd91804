import { closestName, type PermissionRule } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import { foreignTools } from './foreign-tools.ts'
import type { LoadedPermissions } from './load-permissions.ts'

/**
 * A rule about a tool that is not there protects nothing and allows nothing: in an option it is a slip of the pen. In a
 * configuration it may be meant for another run, and is a notice.
 */
export async function requireTools(
  { own, permissions }: Pick<LoadedPermissions, 'own' | 'permissions'>,
  names: readonly string[],
  onNotice: Options['onNotice'],
): Promise<void> {
  const { matchTool } = await import('@harness/permissions')
  const isThere = (tool: string) => names.some((name) => matchTool(tool, name))
  for (const rule of permissions.rules) {
    const fault = isThere(rule.tool) ? undefined : faultOf(rule, names)
    // A server that is not there today may be tomorrow.
    const isSlip = own.includes(rule) && !rule.tool.startsWith('mcp_')
    if (fault !== undefined && isSlip) throw new SdkError('invalid_option', fault)
    if (fault !== undefined) onNotice?.(fault)
  }
}

/** The same of the tools that agents of the options have: one that nobody has is not given. */
export function requireToolsOfAgents(
  agents: Options['agents'] = {},
  names: readonly string[],
): void {
  for (const [agent, { tools = [] }] of Object.entries(agents)) {
    for (const tool of tools) {
      if (names.includes(tool) || tool.startsWith('mcp_')) continue
      const fault = faultOf({ tool, source: `agents: ${agent}` }, names)
      if (fault !== undefined) throw new SdkError('invalid_option', fault)
    }
  }
}

function faultOf(
  { tool, source }: Pick<PermissionRule, 'tool' | 'source'>,
  names: readonly string[],
): string | undefined {
  // Every tool of a server, were there any.
  if (/[*?]/u.test(tool) || tool === 'mcp') return undefined
  const closest = foreignTools[tool] ?? closestName(tool, names)
  const hint = closest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${closest}?`
  return `${source}: there is no tool ${tool}. ${hint}`
}
