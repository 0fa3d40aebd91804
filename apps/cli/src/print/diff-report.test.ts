import type { SessionDiff } from '@harness/sdk'
import { expect, it } from 'vitest'
import { diffReport } from './diff-report.ts'

const screen = { write: () => true }
const found: SessionDiff = {
  sessions: { a: 'm4k7rt', b: '9xw2ab' },
  same: 7,
  difference: {
    seq: 8,
    class: 'tool-result',
    types: { a: 'tool.settled', b: 'tool.settled' },
    path: ['data', 'content', '0', 'text'],
    offset: 1_000,
    a: { text: 'one\nline\u001b[2J', before: 2, bytes: 2_000 },
    b: { text: 'two', before: 2, bytes: 3 },
  },
}

it('says where, of which class, and what both sides say there', () => {
  expect(diffReport(found, screen))
    .toBe(`m4k7rt and 9xw2ab are the same for 7 events. Event 8 differs: tool-result
at data.content.0.text, byte 1000

- m4k7rt  tool.settled
-   …one
-   line…
- (2000 bytes in all; 2 characters before it)
+ 9xw2ab  tool.settled
+   two
`)
})

it('says which one has ended', () => {
  const report = diffReport(
    {
      ...found,
      difference: {
        ...found.difference!,
        class: 'end',
        types: { a: 'run.started', b: null },
        path: [],
        b: { text: '', before: 0, bytes: 0 },
      },
    },
    screen,
  )
  expect(report).toContain('+ 9xw2ab  has ended\n')
  expect(report).not.toContain('byte 1000')
})
