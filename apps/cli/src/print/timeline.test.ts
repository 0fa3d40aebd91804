import type { TimelineRow } from '@harness/kernel'
import { expect, it } from 'vitest'
import { printTimeline } from './timeline.ts'

const row = (more: Partial<TimelineRow>): TimelineRow => ({
  seq: 1,
  at: 1000,
  kind: 'input',
  title: '',
  status: 'person',
  detail: '',
  durationMs: null,
  ...more,
})

it('prints a step in a line or two of at most 80 columns', () => {
  const rows = [
    row({ title: 'mend the test\nplease' }),
    row({
      kind: 'model',
      at: 1010,
      title: 'gpt',
      status: 'calls',
      detail: 'I look at it first. '.repeat(9),
      durationMs: 1234,
      usage: { inputTokens: 1234, outputTokens: 5 },
    }),
    row({
      kind: 'call',
      at: 2300,
      title: 'shell {"command":"npm test"}',
      status: 'done',
      durationMs: 61_000,
    }),
    row({ kind: 'call', at: 2300, title: 'edit {"path', status: 'invalid', detail: 'not JSON' }),
    row({ kind: 'run', at: 99_000, status: 'limit', detail: 'turns' }),
  ]
  expect(printTimeline(rows)).toMatchInlineSnapshot(`
    "       0 ms  input   mend the test please
          10 ms  model   gpt                                          1.2k→5 · 1.2 s
                         I look at it first. I look at it first. I look at it first…
          1.3 s  call    shell npm test                             done · 1 min 1 s
          1.3 s  call    edit {"path                                         invalid
                         not JSON
     1 min 38 s  run     limit
                         turns
    "
  `)
})
