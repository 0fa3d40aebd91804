import { exactText, type AlwaysPlace, type Ask, type AskAnswer } from '@harness/sdk'
import { shownPath } from '../print/shown-path.ts'
import type { Answering } from './answer-to.ts'

/** Shows word by word what is not asked again, and asks where that holds. What is not understood is asked again. */
export async function chooseAlways(
  { suggestions, places, agent }: Ask,
  { reader, output, signal }: Answering,
): Promise<AskAnswer> {
  output.write(`Allowed from then on${reachOf(suggestions)}, and nothing else by it:\n`)
  for (const rule of suggestions) output.write(`  ${exactText(rule)}\n`)
  output.write('Where does that hold?\n')
  for (const [at, place] of places.entries())
    output.write(`  ${at + 1}  ${wordsFor(place, agent)}\n`)
  for (;;) {
    const prompt = 'A number (Enter is 1), [o]nce only, or [n]o: '
    const words = (await reader.question(prompt, { signal })).trim()
    if (/^o(nce)?$/iu.test(words)) return { decision: 'allow' }
    if (/^no?$/iu.test(words)) return { decision: 'deny', reason: 'The person said no.' }
    const place = places[words === '' ? 0 : Number(words) - 1]
    if (place) return { decision: 'allow', always: place.layer }
  }
}

/** A rule over words says what is run, not where; one over a tool of a server neither with what, nor where that works. */
function reachOf(rules: readonly string[]): string {
  if (rules.some((rule) => rule.startsWith('mcp_'))) return ', with whatever input'
  const where = rules.some((rule) => rule.startsWith('shell(')) ? ', in whatever folder of it' : ''
  return ` in the workspace${where}`
}

function wordsFor({ layer, path }: AlwaysPlace, agent: string | null): string {
  const where = path === null ? '' : ` (${shownPath(path)})`
  switch (layer) {
    case 'session':
      return agent === null ? 'this session' : `the session of this subagent, ${exactText(agent)}`
    case 'local':
      return `this folder, for me${where}`
    case 'project':
      return `this folder, for everybody who works in it${where}`
    case 'user':
      return `every folder I work in, not this one alone${where}`
  }
}
