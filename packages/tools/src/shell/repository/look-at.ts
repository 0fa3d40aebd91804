import { accessSync, constants, realpathSync, statSync, type Stats } from 'node:fs'

/** What a path leads to; undefined where that is nothing, or nobody can tell. */
export const statOf = (path: string): Stats | undefined => orNothing(() => statSync(path))

export const realOf = (path: string): string | undefined => orNothing(() => realpathSync(path))

export const isProgram = (path: string): boolean =>
  orNothing(() => {
    accessSync(path, constants.X_OK)
    return true
  }) ?? false

function orNothing<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
