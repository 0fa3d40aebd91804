import { dirname } from 'node:path'
import { findFiles, type ConfigFile } from '../../config/find-files.ts'
import { Refused } from '../refused.ts'
import type { Serving } from '../serving.ts'

/**
 * Refuses a folder where other files of configuration count than those of the one that is served: what these deny, a client
 * would be rid of by naming a folder below.
 */
export function requireSameRules({ options, folder }: Serving, place: string): void {
  const env = { ...process.env, ...options.env }
  const ruling = (of: string) => findFiles({ options, env, folder: of }).filter(isRuling)
  const there = new Set(ruling(place).map(({ path }) => path))
  const lost = ruling(folder).find(({ path }) => !there.has(path))
  if (!lost) return
  throw new Refused(
    `The configuration of ${dirname(lost.path)} says what is allowed here, and its rules do not hold in ${place}: work in the folder that is served, or have that one served by itself.`,
  )
}

const isRuling = ({ layer, status }: ConfigFile) => layer !== 'user' && status === 'read'
