import type { Rewound } from '@harness/sdk'
import { expect, it } from 'vitest'
import { rewindReport } from './rewind-report.ts'

const looked: Rewound = {
  session: 'm4k7rt',
  at: 3,
  kind: 'refused',
  files: [
    { path: '/w/a', name: 'a', action: 'refused', why: 'it is a folder.' },
    { path: '/w/b', name: 'b', action: 'restored' },
    { path: '/w/c', name: 'c', action: 'removed' },
  ],
  uncovered: [],
}

it('of what was refused no file is said to have been put back', () => {
  expect(rewindReport(looked, false)).toBe(`refused     a: it is a folder.
to restore  b
to remove   c

Refused: nothing was changed.
Put them back all the same, what they are now is kept: harness sessions rewind m4k7rt@3 --force
`)
})

it('whoever forces it is not told to', () => {
  const planned: Rewound = { ...looked, kind: 'planned' }
  expect(rewindReport(planned, true)).toMatch(/\nThe rest would be put back\.\n$/u)
  expect(rewindReport(planned, false)).toMatch(/ m4k7rt@3 --force\n$/u)
})
