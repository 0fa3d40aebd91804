import { join } from 'node:path'
import type { McpHost } from '@harness/mcp'
import { placeAt } from '../sandbox/place-at.ts'
import { sandboxHere } from '../sandbox/sandbox-here.ts'
import type { ServerWall } from './mcp-settings.ts'

export interface Walling {
  walls: ReadonlyMap<string, ServerWall>
  /** The folder that is worked in, a real path. */
  workspace: string
  /** The harness's own folders. */
  hidden: readonly string[]
  /** Where a server's own home and temporary folder are kept. */
  scratch(server: string): string
}

export interface Wall {
  wrap: NonNullable<McpHost['wrap']>
  /** Takes away what the wall left in the workspace, when no server runs any more. */
  clear(): void
}

/** Puts those servers into the sandbox that are to run in it. One that is not there is a server that cannot be started. */
export function wallOf({ walls, workspace, hidden, scratch }: Walling): Wall {
  const wrapped: { clear(): void }[] = []
  const wrap: Wall['wrap'] = async (argv, env, { server, cwd }) => {
    const wall = walls.get(server)
    if (!wall) return { argv: [...argv], env: { ...env } }
    const sandbox = await sandboxHere()
    if (sandbox.kind === 'none') throw new Error(`there is none: ${sandbox.why}. ${sandbox.fix}`)
    const { wrapProgram } = await import('@harness/permissions')
    const at = (path: string) => placeAt(workspace, path)
    const place = {
      workspace,
      onlyReads: true,
      network: wall.network ?? false,
      writable: (wall.writable ?? []).map(at),
      readable: (wall.readable ?? []).map(at),
      hidden,
      scratch: join(scratch(server), 'sandbox'),
    }
    const program = await wrapProgram(sandbox, place, { argv, env, cwd })
    wrapped.push(program)
    return { argv: program.argv, env: program.env }
  }
  return { wrap, clear: () => wrapped.forEach((program) => program.clear()) }
}
