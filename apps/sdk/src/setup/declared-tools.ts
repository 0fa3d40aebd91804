import type { Tool } from '@harness/kernel'
import type { Config } from '../config/config.ts'

/** Tools of a configuration that somebody else answers for: nobody is attached, and a call says so. */
export const declaredTools = (declared: Config['mcpTools'] = {}): Tool[] =>
  Object.entries(declared).map(([name, { description, input }]) => ({
    name,
    description,
    input: input ?? { type: 'object' },
    effect: 'other',
    async prepare() {
      const message = `Nobody answers for ${name}: it is declared in mcpTools, and no client is attached. Do without it.`
      return { kind: 'invalid', code: 'not_attached', message }
    },
    async run() {
      throw new Error(`${name} has nobody to run it`)
    },
  }))
