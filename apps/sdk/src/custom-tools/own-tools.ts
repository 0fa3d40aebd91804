import type { Tool } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'

/** The tools of a program's own. @throws SdkError `invalid_option` for one that cannot be used, and for two of one name. */
export async function ownTools({ tools = [] }: Pick<Options, 'tools'>): Promise<readonly Tool[]> {
  if (tools.length === 0) return []
  const { madeTool } = await import('./made-tool.ts')
  const made = tools.map((tool) => ('handler' in tool ? madeTool(tool) : tool))
  const names = new Set<string>()
  for (const { name } of made) {
    if (names.has(name)) {
      const message = `tools: two are called ${JSON.stringify(name)}: leave one out, or rename it.`
      throw new SdkError('invalid_option', message)
    }
    names.add(name)
  }
  return made
}
