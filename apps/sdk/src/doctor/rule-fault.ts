import { closestName, type PermissionRule } from '@harness/kernel'
import { matchTool } from '@harness/permissions'
import { foreignTools } from '../setup/foreign-tools.ts'
import type { KnownTools } from './known-tools.ts'

export interface RuleFault {
  why: string
  fix: string
  /** What it speaks of may be there in another folder. */
  mayBeMeant?: boolean
}

/** Why a glob over names of tools means none of those there are. */
export function globFault(glob: string, { names, servers }: KnownTools): RuleFault | undefined {
  if (glob === 'mcp' || names.some((name) => matchTool(glob, name))) return undefined
  if (glob.startsWith('mcp_')) {
    if (servers.some((server) => matchTool(everyOf(glob), `mcp_${server}_x`))) return undefined
    const there = servers.length > 0 ? `there are ${servers.join(', ')}` : 'none is configured'
    return {
      why: 'speaks of an MCP server that is not configured here',
      fix: `${there}: harness mcp list`,
      mayBeMeant: true,
    }
  }
  const candidates = [...names, ...Object.keys(foreignTools)]
  const closest = /[*?]/u.test(glob) ? undefined : closestName(glob, candidates)
  const right = foreignTools[closest ?? ''] ?? closest
  const fix = right === undefined ? `name one of ${names.join(', ')}` : `write ${right}`
  return { why: `speaks of no tool: there is no ${glob}`, fix }
}

/** What follows a server's name is known when it was started: `mcp_docs_*` in the place of `mcp_docs_find`. */
const everyOf = (glob: string): string =>
  glob.startsWith('mcp__')
    ? glob.replace(/^(mcp__.+?)__.*$/su, '$1')
    : glob.replace(/^(mcp_[^_]+)_.*$/su, '$1_*')

/** Why a rule never speaks, or never has a say; of what is written as it would be elsewhere, how it is written here. */
export function ruleFault(
  rule: PermissionRule,
  rules: readonly PermissionRule[],
  known: KnownTools,
): RuleFault | undefined {
  const glob = globFault(rule.tool, known)
  return glob ?? patternFault(rule, known) ?? overruled(rule, rules)
}

function patternFault(
  { tool, pattern, access, decision }: PermissionRule,
  { servers }: KnownTools,
): RuleFault | undefined {
  if (pattern === undefined) return undefined
  if (tool === 'mcp' && !/[*?]/u.test(pattern.split('/', 1)[0] ?? '')) {
    const [server = ''] = pattern.split('/', 1)
    if (servers.includes(server)) return undefined
    const there = servers.length > 0 ? `there are ${servers.join(', ')}` : 'none is configured'
    return {
      why: `speaks of the MCP server ${server}, which is not configured here`,
      fix: `${there}: harness mcp list`,
      mayBeMeant: true,
    }
  }
  if (tool === 'shell' || access === 'command') {
    // Where it denies or asks it is understood.
    if (!pattern.endsWith(':*') || decision !== 'allow') return undefined
    return {
      why: 'allows no further words: :* is none here',
      fix: `write "${pattern.slice(0, -2)} *"`,
    }
  }
  if (tool === 'web_fetch' || access === 'network') return undefined
  const path = pathFault(pattern)
  return path && { why: `fits no path: ${path.why}`, fix: path.fix }
}

/** Paths are told from the folder on, those outside of it from the root. */
function pathFault(pattern: string): RuleFault | undefined {
  if (pattern.startsWith('./')) {
    return { why: 'paths begin without ./', fix: `write ${pattern.slice(2)}` }
  }
  if (pattern.startsWith('~'))
    return { why: 'a ~ is none', fix: 'write the whole path of your home' }
  if (/(?:^|\/)\.\.(?:\/|$)/u.test(pattern)) {
    return { why: 'no path has .. in it', fix: 'write the whole path, from / on' }
  }
  if (pattern.endsWith('/')) return { why: 'no path ends with /', fix: `write ${pattern}**` }
  return undefined
}

/** Deny wins over ask, and ask over allow. */
function overruled(rule: PermissionRule, rules: readonly PermissionRule[]): RuleFault | undefined {
  const rank = { allow: 0, ask: 1, deny: 2 }
  const stronger = rules.find(
    (other) =>
      rank[other.decision] > rank[rule.decision] &&
      other.access === undefined &&
      (other.pattern === undefined || other.pattern === rule.pattern) &&
      (other.tool === rule.tool || (other.tool === '*' && other.pattern === undefined)),
  )
  return (
    stronger && {
      why: `has no say: ${stronger.decision} of ${stronger.source} speaks of the same and wins`,
      fix: 'take one of them out',
    }
  )
}
