import type { Options } from '../options.ts'

/** Where a starter is written. */
export interface InitOptions extends Pick<Options, 'cwd' | 'home' | 'env'> {
  /** Whose configuration: the folder's (the default), or the user's own. */
  scope?: 'project' | 'user'
}

/** What `initConfig` wrote. */
export interface Initialised {
  /** The file that was written. */
  path: string
  /** Whose it is. In the folder above the user's own it is the user's, whatever was asked for. */
  scope: 'project' | 'user'
  /** The folder is trusted from now on: there was nothing of anybody else's in its `.harness`. */
  trusted: boolean
}

/** Writes a starter with comments. Rejects with `invalid_option` where there is a configuration: it is never written over. */
export async function initConfig(options: InitOptions = {}): Promise<Initialised> {
  const { writeStarter } = await import('../settings-engine.ts')
  return writeStarter(options)
}
