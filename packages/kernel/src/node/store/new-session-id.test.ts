import { expect, test } from 'vitest'
import { newSessionId } from './new-session-id.ts'
import { isSessionId } from './session-id.ts'

const at = (iso: string, random = 0.5) =>
  newSessionId({ now: () => Date.parse(iso), random: () => random })

test('an id says when it was made and can be typed', () => {
  expect(at('2026-11-20T23:22:53.000Z', 0)).toBe('20261120-232253-000000')
  expect(newSessionId()).toMatch(/^20\d{6}-\d{6}-[0-9a-z]{6}$/)
  expect(isSessionId(newSessionId())).toBe(true)
})

test('ids sort by the millisecond they were made in', () => {
  const times = ['2026-11-20T23:22:53.001Z', '2026-11-20T23:22:53.999Z', '2026-11-20T23:22:54.000Z']
  const ids = times.map((time, index) => at(time, 0.9 - index * 0.4))
  expect(ids.toSorted()).toEqual(ids)
})

test('ids of the same moment differ by chance', () => {
  const ids = new Set(Array.from({ length: 200 }, () => newSessionId()))
  // Of two hundred in one millisecond, two are the same one time in fifty.
  expect(ids.size).toBeGreaterThan(195)
})
