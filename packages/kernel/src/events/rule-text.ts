import type { PermissionRule } from './permissions.ts'

/** What a rule speaks of, as it is written: `tool` or `tool(pattern)`. Neither its decision nor its place. */
export const ruleText = ({ tool, pattern }: Pick<PermissionRule, 'tool' | 'pattern'>): string =>
  pattern === undefined ? tool : `${tool}(${pattern})`
