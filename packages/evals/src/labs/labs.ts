import { closestName } from '@harness/kernel'
import { EvalsError } from '../evals-error.ts'
import type { SuiteFile } from '../suite/suite-file.ts'

/** A suite that comes with the harness. */
export interface Lab {
  name: string
  /** `kind`: one ability; `family`: the kinds that tell how a family of models does here. */
  of: 'kind' | 'family'
  /** What it is for, in one line. */
  about: string
  /** How models are to be called that are measured by it; null for their own way. */
  toolCalls: 'text' | null
}

/** What the sizes of a lab are. */
export interface LabSizes {
  /** KiB of the files of each case of long context. Default: 200; 120 in families. */
  longContextKib?: number
}

type Row = Omit<Lab, 'name'> & { load: (sizes: LabSizes) => Promise<SuiteFile> }

const kind = (about: string, load: Row['load'], toolCalls: Lab['toolCalls'] = null): Row => ({
  of: 'kind',
  about,
  toolCalls,
  load,
})

const rows: Readonly<Record<string, Row>> = {
  'tool-calling': kind(
    'calls that stay right: many, long, nested, quoted, side by side, after a failure',
    async () => (await import('./tool-calling/suite.ts')).toolCalling,
  ),
  'json-text': kind(
    'calls and answers as JSON text, for models without tools of their own',
    async () => (await import('./json-text/suite.ts')).jsonText,
    'text',
  ),
  synthesis: kind(
    'facts from many files joined into one answer',
    async () => (await import('./synthesis/suite.ts')).synthesis,
  ),
  'long-context': kind(
    'a needle, references, gathering and late rules in long files',
    async ({ longContextKib = 200 }) =>
      (await import('./long-context/suite.ts')).longContext(longContextKib),
  ),
  audit: kind(
    'which step of a recorded transcript broke which rule',
    async () => (await import('./audit/suite.ts')).audit,
  ),
  repair: kind(
    'faults in small repositories: Python, JavaScript, TypeScript, sh, plain text',
    async () => (await import('./repair/suite.ts')).repair,
  ),
  chinese: kind(
    'coding tasks in Chinese, files with Chinese names',
    async () => (await import('./chinese/suite.ts')).chinese,
  ),
}

const family = (about: string, toolCalls: Lab['toolCalls'] = null): Omit<Row, 'load'> => ({
  of: 'family',
  about,
  toolCalls,
})

const families: Readonly<Record<string, Omit<Row, 'load'>>> = {
  deepseek: family('long chains of calls, exact JSON, Chinese, repair with reasoning'),
  qwen: family('Chinese, nested arguments, unicode, side by side, synthesis'),
  claude: family('rules that are kept over a long way: audit, order, forbidden tools, long files'),
  openai: family('many calls at once, exact answers, synthesis, repair'),
  local: family('small models that write calls as text: JSON, short chains, short files', 'text'),
}

const described = (all: Readonly<Record<string, Omit<Row, 'load'>>>): Lab[] =>
  Object.entries(all).map(([name, { of, about, toolCalls }]) => ({ name, of, about, toolCalls }))

/** All labs, kinds first. */
export const labs: readonly Lab[] = [...described(rows), ...described(families)]

/** The names that `labSuite` knows. */
export const labNames: readonly string[] = labs.map(({ name }) => name)

/**
 * The suite of a lab, loaded when it is asked for.
 * @throws EvalsError `bad_suite` for a name that no lab has; it names the closest one.
 */
export async function labSuite(name: string, sizes: LabSizes = {}): Promise<SuiteFile> {
  if (Object.hasOwn(families, name)) {
    return (await import('./families.ts')).familySuite(name, sizes)
  }
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  if (row) return row.load(sizes)
  const closest = closestName(name, labNames)
  throw new EvalsError(
    'bad_suite',
    `There is no lab ${JSON.stringify(name)}. ${closest === undefined ? `There are ${labNames.join(', ')}.` : `Did you mean ${closest}?`}`,
  )
}
