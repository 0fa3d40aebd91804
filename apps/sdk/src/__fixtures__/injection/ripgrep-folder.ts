import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { z } from 'zod'

/** Where the ripgrep of the tools is: on machines of their own people have one on PATH. */
export async function ripgrepFolder(): Promise<string> {
  const tools = createRequire(
    new URL('../../../../../packages/tools/package.json', import.meta.url),
  )
  const found: unknown = await import(tools.resolve('@vscode/ripgrep'))
  return dirname(z.object({ rgPath: z.string() }).parse(found).rgPath)
}
