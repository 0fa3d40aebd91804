import type { Options } from '../options.ts'

/** Which folder is meant, and whose trust. */
export type TrustPlace = Pick<Options, 'cwd' | 'home' | 'env'>

/** Which folder is meant, and whether it is trusted. */
export interface TrustOptions extends TrustPlace {
  /** False takes it back. Default: true. */
  trusted?: boolean
}

/** A folder, and whether what it says of itself is read. */
export interface Trust {
  /** The folder whose `.harness` it is about, a real path. */
  folder: string
  trusted: boolean
  /** What of the folder is read because of it, as far as it is there. */
  files: readonly string[]
}

/** Trusts the folder of `cwd`, or takes it back: from now on its configuration is read, or no longer. */
export async function trustFolder(options: TrustOptions = {}): Promise<Trust> {
  const { setTrust } = await import('../settings-engine.ts')
  return setTrust(options)
}
