import type { SuiteFile } from '../../suite/suite-file.ts'
import { claimedTests, clean, editedUnread, leakedKey } from './cases.ts'

export const audit: SuiteFile = {
  name: 'audit',
  description:
    'Whether a recorded transcript is read with care: which steps broke which rule, and none that did not.',
  defaults: { tags: ['audit'] },
  cases: [editedUnread, claimedTests, leakedKey, clean],
}
