import { hashOfWord } from '../symbols/words-of.ts'
import type { SourceSymbol } from '../symbols/source-symbol.ts'
import type { SurveyedFile } from '../symbols/survey.ts'

/** Files by who mentions whose names. Edge e leads from file `from[e]` to file `to[e]` by the name `name[e]`. */
export interface MentionGraph {
  from: number[]
  to: number[]
  /** The hash of the name. */
  name: number[]
  weight: number[]
}

/** A name that more files define than this says nothing about which one is meant. */
const mostDefiners = 16

const weights: Record<SourceSymbol['kind'], number> = {
  class: 1,
  type: 1,
  function: 1,
  module: 0.5,
  constant: 0.5,
  method: 0.4,
  group: 0,
  rule: 0,
}

/** One English word may be a variable, a key, a word of an element's text. */
const isPlain = (name: string) => /^[a-z]+$/.test(name)
const plainWeight = 0.05

/** A name weighs the less the more files define it or mention it. A file that defines a name means its own. */
export function mentionGraph(files: readonly SurveyedFile[]): MentionGraph {
  const definers = definersOf(files)
  const mentions = countMentions(files, definers)
  const graph: MentionGraph = { from: [], to: [], name: [], weight: [] }
  files.forEach(({ words }, from) => {
    for (const word of words) {
      const places = definers.get(word)
      if (!places || places.size > mostDefiners || places.has(from)) continue
      const rarity = Math.log(1 + files.length / (mentions.get(word) ?? 1))
      for (const [to, kindWeight] of places) {
        graph.from.push(from)
        graph.to.push(to)
        graph.name.push(word)
        graph.weight.push((kindWeight * rarity) / places.size)
      }
    }
  })
  return graph
}

/** By name: the files that define it, each with the weight of the strongest definition. */
function definersOf(files: readonly SurveyedFile[]): Map<number, Map<number, number>> {
  const definers = new Map<number, Map<number, number>>()
  files.forEach(({ symbols }, file) => {
    for (const { name, kind, isShared } of symbols) {
      if (weights[kind] === 0 || !isShared) continue
      const hash = hashOfWord(name)
      const weight = weights[kind] * (isPlain(name) ? plainWeight : 1)
      const places = definers.get(hash) ?? new Map<number, number>()
      definers.set(hash, places.set(file, Math.max(places.get(file) ?? 0, weight)))
    }
  })
  return definers
}

function countMentions(
  files: readonly SurveyedFile[],
  names: ReadonlyMap<number, unknown>,
): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { words } of files) {
    for (const word of words) if (names.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}
