import { rmdirSync } from 'node:fs'

/** Removes a folder that has nothing in it; what is gone already, or no longer empty, is let be. */
export function removeEmpty(path: string): void {
  try {
    rmdirSync(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
