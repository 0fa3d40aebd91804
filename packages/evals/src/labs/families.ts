import type { SuiteFile } from '../suite/suite-file.ts'
import { audit } from './audit/suite.ts'
import { chinese } from './chinese/suite.ts'
import { jsonText } from './json-text/suite.ts'
import { longContext } from './long-context/suite.ts'
import { repair } from './repair/suite.ts'
import { synthesis } from './synthesis/suite.ts'
import { toolCalling } from './tool-calling/suite.ts'

interface Family {
  description: string
  /** Ids of the cases, in the order in which they are run: the names of a kind, or of cases of it. */
  of: readonly string[]
}

const families: Readonly<Record<string, Family>> = {
  deepseek: {
    description:
      'Reasoning models that are used for long chains of calls: chains, exact answers, repair, and tasks in Chinese.',
    of: [
      'tool-calling/pointer-chain',
      'tool-calling/twelve-files',
      'tool-calling/wrong-path',
      'tool-calling/ambiguous-edit',
      'json-text/object-answer',
      'json-text/escaped-answer',
      'synthesis/invoices',
      'repair',
      'chinese',
    ],
  },
  qwen: {
    description:
      'Models of many sizes with templates of their own for calls: nested arguments, unicode, several calls in one reply; Chinese; joining of files.',
    of: [
      'tool-calling/nested-arguments',
      'tool-calling/unicode',
      'tool-calling/quoting',
      'tool-calling/side-by-side',
      'tool-calling/no-shell',
      'json-text/call-in-call',
      'json-text/json-in-json',
      'synthesis',
      'repair/javascript-queue',
      'repair/python-window',
      'chinese',
    ],
  },
  claude: {
    description:
      'Models that are left to work long and on their own: whether rules hold to the end of a long way (order, forbidden tools, protected tests), audits, long files.',
    of: [
      'tool-calling/in-order',
      'tool-calling/no-shell',
      'tool-calling/long-argument',
      'synthesis/decisions',
      'synthesis/incident',
      'long-context',
      'audit',
      'repair',
    ],
  },
  openai: {
    description:
      'Models that are used for many calls at once and for short answers to programs: side by side and in order, exact answers, joining of files, repair.',
    of: [
      'tool-calling/side-by-side',
      'tool-calling/in-order',
      'tool-calling/nested-arguments',
      'tool-calling/quoting',
      'json-text/object-answer',
      'json-text/escaped-file',
      'synthesis',
      'long-context/cross-reference',
      'audit/claimed-tests',
      'repair',
    ],
  },
  local: {
    description:
      'Small models on a machine of your own, which often write their calls as text: JSON, short chains, short files, faults of a few lines.',
    of: [
      'json-text',
      'tool-calling/wrong-path',
      'tool-calling/pointer-chain',
      'tool-calling/quoting',
      'synthesis/decisions',
      'long-context/needle',
      'audit/clean',
      'repair/no-toolchain',
      'repair/python-window',
    ],
  },
}

/** The suite of a family, of the cases of the kinds. */
export function familySuite(
  name: string,
  { longContextKib = 120 }: { longContextKib?: number },
): SuiteFile {
  const family = families[name]
  if (!family) throw new TypeError(`There is no family ${name}.`)
  const kinds = [
    toolCalling,
    jsonText,
    synthesis,
    longContext(longContextKib),
    audit,
    repair,
    chinese,
  ]
  const all = kinds.flatMap(({ defaults, cases }) => cases.map((one) => ({ ...defaults, ...one })))
  return {
    name,
    description: family.description,
    cases: family.of.flatMap((wanted) =>
      all.filter(({ id }) => id === wanted || id.startsWith(`${wanted}/`)),
    ),
  }
}
