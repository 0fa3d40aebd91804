import type { Options } from '../../options.ts'

/** Whose configuration it is about. */
export type ServerPlace = Pick<Options, 'cwd' | 'home' | 'env'>

/**
 * A file that has servers: the user's own configuration, `.mcp.json` of the folder, as other programs read it too, or the
 * folder's `.harness/config.local.jsonc`, which is one person's own.
 */
export type ServerLayer = 'user' | 'project' | 'local'

/** What was done to a file. */
export interface ChangedServer {
  name: string
  layer: ServerLayer
  path: string
  /** Runs read the file as it is now. Else the folder is not trusted, or the file was not what had been trusted. */
  trusted: boolean
  /** Where else runs read something of that name, as `.mcp.json:3`. */
  others: readonly string[]
}
