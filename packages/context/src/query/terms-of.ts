/** A word of a query as it is looked for. */
export interface Term {
  /** Lower case, without what separates the parts of a name, without an ending. */
  text: string
  /** Of a name of several parts: the places of its parts among the terms. */
  parts: readonly number[]
}

const mostTerms = 24
const shortest = 2

/** Words of questions and tasks that say nothing of code. */
const empty = new Set(
  `a about above add after all also an and any are as at be because before between but by can cannot change code could did
do does doing done each every file files find fix for from get gets give has have how i if in into is it its just know let
like look make makes may me more most my need new no not now of on one only or other our out over please same see set
should show so some such than that the their them then there these they this those to too under use used uses using very
want was we were what when where whether which while who why will with within without work works would you your`.split(
    /\s/,
  ),
)

/** A query's terms, each once, in its order: its names whole, and their parts by case and underscores. */
export function termsOf(query: string): Term[] {
  const terms: Term[] = []
  const place = (text: string, parts: readonly number[]): number => {
    const known = terms.findIndex((term) => term.text === text)
    return known < 0 && terms.length < mostTerms ? terms.push({ text, parts }) - 1 : known
  }
  for (const word of query.slice(0, 4000).match(/[\p{L}\p{N}_$-]+/gu) ?? []) {
    const parts = partsOf(word).filter((part) => part.length >= shortest)
    const places = parts
      .filter((part) => !empty.has(part))
      .map((part) => place(stemOf(part), []))
      .filter((at) => at >= 0)
    if (parts.length > 1) place(parts.join(''), places)
  }
  return terms
}

/** `readHTTPFile_v2` is made of read, http, file, v2. */
const partsOf = (word: string): string[] =>
  word
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_$-]+/)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase())

/** Without an English ending, so that `parsing` finds `parser`. */
const stemOf = (word: string): string =>
  word.replace(/(?<=^.{4,})(ations?|ating|ate[ds]?|ings?|ies|ers?|ed|es|s|e|y)$/u, '')
