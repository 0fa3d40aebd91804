import { expect, test } from 'vitest'
import { globFilter } from './glob-filter.ts'

const matches = (pattern: string, path: string) => globFilter(pattern)?.(path)

test.each([
  ['(a+)+b', 'a'.repeat(40)],
  ['\\\\(a+)+b', `\\${'a'.repeat(40)}`],
  ['{a,aa}+b', 'a'.repeat(60)],
  ['(a|aa)+b', 'a'.repeat(60)],
  ['@(a|{a,aa})+b', `@${'a'.repeat(60)}`],
  ['[ab]+'.repeat(20), 'a'.repeat(200)],
  [`${'{a,a}'.repeat(40)}b`, `${'a'.repeat(40)}c`],
  [`${'{a,a}/'.repeat(40)}b`, `${'a/'.repeat(40)}c`],
])('%s takes no time on a name that all but fits', (pattern, path) => {
  const from = performance.now()
  expect(matches(pattern, path)).not.toBe(true)
  expect(performance.now() - from).toBeLessThan(500)
})

test('parentheses, bars and pluses in a pattern mean themselves', () => {
  expect(matches('app/(group)/*.tsx', 'app/(group)/page.tsx')).toBe(true)
  expect(matches('app/\\(group\\)/*.tsx', 'app/(group)/page.tsx')).toBe(true)
  expect(matches('c++/{a+b,c}.h', 'c++/a+b.h')).toBe(true)
  expect(matches('a|b', 'a')).toBe(false)
  expect(matches('[(+]x', '+x')).toBe(true)
})

test('braces stand for as many names as anybody needs', () => {
  const pattern = '{src,lib,test}/**/*.{ts,tsx,js,jsx,mjs,cjs}'
  expect(matches(pattern, 'lib/deep/a.mjs')).toBe(true)
  expect(matches(pattern, 'doc/a.mjs')).toBe(false)
})
