import { expect, it } from 'vitest'
import { lineDiff } from './line-diff.ts'

it('shows the changed lines with two around', () => {
  const before = 'a\nb\nc\nd\ne\nf\n'
  expect(lineDiff('x.txt', before, before.replace('d', 'D\nE'))).toBe(
    '--- a/x.txt\n+++ b/x.txt\n@@ line 2 @@\n b\n c\n-d\n+D\n+E\n e\n f\n',
  )
})

it('shows an addition at the end', () => {
  expect(lineDiff('x', 'a\n', 'a\nb\n')).toContain(' a\n+b\n')
})
