import { closestName, type PermissionRule, type Tool } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'

/** A rule about a tool that is not there protects nothing and allows nothing: it is a slip of the pen. */
export function requireTools(rules: readonly PermissionRule[], tools: readonly Tool[]): void {
  const names = tools.map((tool) => tool.name)
  for (const { tool, source } of rules) {
    if (/[*?]/u.test(tool) || names.includes(tool)) continue
    const closest = closestName(tool, names)
    const hint =
      closest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${closest}?`
    throw new SdkError('invalid_option', `${source}: there is no tool ${tool}. ${hint}`)
  }
}
