import type { LoadedSuite } from '@harness/evals'
import { closestName } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'

/** Which cases of a suite are run, and how often. */
export interface CaseSelection {
  /** Ids, `*` for any text in them; those that fit one of them. */
  cases?: readonly string[]
  /** Those that have one of these tags. */
  tags?: readonly string[]
  /** Of each of them, whatever the suite says. */
  repeats?: number
}

/** @throws SdkError `invalid_option` where nothing fits. */
export function selectCases(loaded: LoadedSuite, selection: CaseSelection): LoadedSuite {
  const { cases: globs, tags, repeats } = selection
  if (globs === undefined && tags === undefined && repeats === undefined) return loaded
  const { suite, file } = loaded
  const ids = suite.cases.map(({ id }) => id)
  for (const glob of globs ?? []) requireSome(glob, ids, 'case')
  const known = suite.cases.flatMap((each) => each.tags)
  for (const tag of tags ?? []) requireSome(tag, [...new Set(known)], 'tag')
  const chosen = new Set(
    suite.cases
      .filter(({ id }) => !globs || globs.some((glob) => fits(glob, id)))
      .filter((each) => !tags || tags.some((tag) => each.tags.some((own) => fits(tag, own))))
      .map(({ id }) => id),
  )
  if (chosen.size === 0) {
    throw new SdkError('invalid_option', 'No case has both such an id and such a tag.')
  }
  const often = repeats === undefined ? {} : { repeats: count(repeats) }
  const pick = <Case extends { id: string }>(all: readonly Case[]) =>
    all.filter(({ id }) => chosen.has(id)).map((each) => ({ ...each, ...often }))
  return {
    ...loaded,
    suite: { ...suite, cases: pick(suite.cases) },
    file: { ...file, cases: pick(file.cases) },
  }
}

function count(repeats: number): number {
  if (Number.isSafeInteger(repeats) && repeats > 0 && repeats <= 1000) return repeats
  throw new SdkError('invalid_option', `repeats is ${repeats}: it is a whole number, 1 to 1000.`)
}

function requireSome(glob: string, names: readonly string[], what: 'case' | 'tag'): void {
  if (names.some((name) => fits(glob, name))) return
  const closest = closestName(glob, names)
  const shown = names.slice(0, 10).join(', ')
  const hint =
    names.length === 0
      ? `No case has a ${what}.`
      : closest === undefined
        ? `There are ${shown}${names.length > 10 ? ' and more' : ''}.`
        : `Did you mean ${closest}?`
  throw new SdkError('invalid_option', `The suite has no ${what} ${JSON.stringify(glob)}. ${hint}`)
}

const fits = (glob: string, name: string): boolean =>
  new RegExp(`^${glob.split('*').map(escaped).join('.*')}$`, 'su').test(name)

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)
