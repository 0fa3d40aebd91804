import { lstatSync, realpathSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { GuardedPlace } from './guarded-places.ts'

/** Something a command made that would decide what runs outside, and where it is now. */
export interface Moved {
  path: string
  to: string | undefined
}

/**
 * Takes the effect of guarded places that were not there before away: each gets another name beside its own, and nothing is
 * lost. What was only moved about is let be: its inside could not be changed. To be called when the command has ended.
 */
export function quarantine(before: readonly string[], now: readonly GuardedPlace[]): Moved[] {
  const known = new Set(before)
  const made = now.filter(({ identity }) => !known.has(identity))
  return made.map(({ path }) => ({ path, to: moveAside(path) }))
}

function moveAside(path: string): string | undefined {
  try {
    // A folder on the way may have become a link to somewhere else.
    if (realpathSync(dirname(path)) !== dirname(path)) return undefined
    const to = freeName(`${path}.from-sandbox`)
    renameSync(path, to)
    return to
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function freeName(path: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? path : `${path}-${number}`
    if (!lstatSync(name, { throwIfNoEntry: false })) return name
  }
}
