import type { Preparation, ToolContext } from '@harness/kernel'
import { resolvePath } from './resolve-path.ts'

/** The facts of a tool that only looks at a path; they are its real path. */
export async function prepareRead(path: string, context: ToolContext): Promise<Preparation> {
  const place = await resolvePath(context.workspace, path)
  if ('code' in place) return { kind: 'invalid', ...place }
  const { target, outside } = place
  const shared = { effect: 'pure', access: 'read', target, outside } as const
  return { kind: 'ready', prepared: { ...shared, facts: place.path } }
}
