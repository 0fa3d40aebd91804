import { z } from 'zod'

const Globs = z.array(z.string().regex(/^[\w*?-]+$/u, 'A tool is a name, or a glob such as web_*.'))

/** What a configuration says of tools. */
export const ToolSettings = z.strictObject({
  enabled: Globs.optional().describe('The only tools there are, by name or glob. Default: all.'),
  disabled: Globs.optional().describe('Tools that are taken away, by name or glob: "web_*".'),
})
export type ToolSettings = z.infer<typeof ToolSettings>
