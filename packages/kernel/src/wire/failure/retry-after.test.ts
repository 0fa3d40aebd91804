import { expect, it } from 'vitest'

import { retryAfterMs } from './retry-after.ts'

it('the time to wait is read from seconds, dates and milliseconds', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now)
  expect(read({ 'retry-after': '2' })).toBe(2000)
  expect(read({ 'retry-after': '0.5' })).toBe(500)
  expect(read({ 'retry-after': 'Fri, 20 Nov 2026 10:00:07 GMT' })).toBe(7000)
  expect(read({ 'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT' })).toBe(0)
  expect(read({ 'retry-after-ms': '120', 'retry-after': '9' })).toBe(120)
  expect(read({ 'retry-after': 'soon' })).toBeUndefined()
  expect(read({})).toBeUndefined()
})
