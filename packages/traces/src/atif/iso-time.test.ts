import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isoTime, timeOfIso } from './iso-time.ts'

it('writes and reads every time of four thousand years as the calendar of JavaScript does', () => {
  const from = Date.UTC(0, 0, 1)
  fc.assert(
    fc.property(fc.integer({ min: from, max: Date.UTC(4000, 0, 1) }), (at) => {
      const iso = new Date(at).toISOString()
      expect(isoTime(at)).toBe(iso)
      expect(timeOfIso(iso)).toBe(at)
    }),
    { numRuns: 2000 },
  )
})

it.each([
  ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05Z'],
  ['2026-01-02 03:04:05.123456', '2026-01-02T03:04:05.123Z'],
  ['2026-01-02T03:04-0130', '2026-01-02T04:34:00Z'],
  ['2026-01-02', '2026-01-02T00:00:00Z'],
])('reads %s', (text, same) => {
  expect(timeOfIso(text)).toBe(Date.parse(same))
})

it.each(['', 'yesterday', '2026-13-01T00:00:00Z', '2026-01-02T25:00:00Z', '1767312001'])(
  'takes %j for no time',
  (text) => {
    expect(timeOfIso(text)).toBeUndefined()
  },
)
