import { closestName } from '@harness/kernel'
import type { Preset } from './preset.ts'

/**
 * The known model that an unknown one was probably meant to be. Names that differ in their numbers are models of their
 * own: servers know more of them than we do.
 */
export function similarModel(id: string, { models = {} }: Preset): string | undefined {
  if (Object.hasOwn(models, id)) return undefined
  const similar = closestName(id, Object.keys(models), 2)
  return similar !== undefined && numbersOf(similar) === numbersOf(id) ? similar : undefined
}

const numbersOf = (id: string) => id.replaceAll(/\D+/g, ' ').trim()
