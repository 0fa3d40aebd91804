import type { SuiteFile } from '../../suite/suite-file.ts'
import { crossReferences, gathered, lateRule, needle } from './cases.ts'

/** Cases whose files have so many KiB each, all files of a case together. */
export const longContext = (kib: number): SuiteFile => ({
  name: 'long-context',
  description: `Whether what was read stays known: facts, references and rules in ${kib} KiB of a log, read without a search.`,
  defaults: {
    tags: ['long-context'],
    limits: { turns: Math.max(20, Math.ceil(kib / 8)) },
  },
  cases: [needle(kib), crossReferences(kib), gathered(kib), lateRule(kib)],
})
