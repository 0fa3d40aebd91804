// What bash and zsh share: a script that looks up in functions of cases what may follow at a place.
import { candidatesOf, valueOf, type Candidates } from './candidates.ts'
import type { Place } from './places.ts'
import { quoted } from './quoted.ts'

interface Rows {
  places: readonly Place[]
  presets: readonly string[]
  /** The commands below a place, and its flags, as the shell shows them. */
  below(own: Place['below']): string
  flags(own: Place['flags']): string
}

/** What the walk through the typed words looks up. */
export function lookUps({ places, presets, below, flags }: Rows): string {
  const groups = places.filter((place) => place.below.length > 0)
  return [
    lookUp(
      '_harness_below',
      groups.map((place) => [quoted(place.path), below(place.below)]),
    ),
    lookUp(
      '_harness_flags',
      places.map((place) => [quoted(place.path), flags(place.flags)]),
    ),
    lookUp('_harness_value', valueRows(places, presets)),
    lookUp('_harness_word', wordRows(places, presets)),
    `_harness_models=${quoted(presets.map((name) => `${name}/`).join(' '))}\n`,
  ].join('')
}

/** A function that prints what belongs to the first pattern that its argument fits. */
function lookUp(name: string, rows: readonly (readonly [pattern: string, text: string])[]) {
  const cases = rows.map(([pattern, text]) => `    ${pattern}) printf '%s' ${quoted(text)} ;;`)
  return `${name}() {\n  case "$1" in\n${cases.join('\n')}\n  esac\n}\n`
}

/** By `path|flag`, what its value may be. */
const valueRows = (places: readonly Place[], presets: readonly string[]) =>
  places.flatMap(({ path, flags }) =>
    Object.entries(flags).flatMap(([name, flag]): [string, string][] => {
      const value = valueOf(flag, presets)
      if (value === undefined) return []
      const names = [`--${name}`, ...(flag.short ? [`-${flag.short}`] : [])]
      return [[names.map((one) => quoted(`${path}|${one}`)).join('|'), textOf(value)]]
    }),
  )

/** By `path|n`, what its nth word may be. */
const wordRows = (places: readonly Place[], presets: readonly string[]) =>
  places.flatMap(({ path, words, repeats }) =>
    words.map((word, index): [string, string] => {
      const isLast = repeats && index === words.length - 1
      const pattern = isLast ? `${quoted(`${path}|`)}*` : quoted(`${path}|${index + 1}`)
      return [pattern, textOf(candidatesOf(word, presets))]
    }),
  )

/** A list begins with a colon. */
const textOf = (candidates: Candidates): string =>
  typeof candidates === 'string' ? candidates : `:${candidates.join(' ')}`
