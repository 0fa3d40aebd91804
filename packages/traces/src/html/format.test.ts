import { assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { formatDuration, formatOffset, formatTime } from './format.ts'

it('says every moment as the platform does in UTC', () => {
  assert(
    property(integer({ min: -2e12, max: 253_402_300_799_999 }), (at) => {
      const [day, time = ''] = new Date(at).toISOString().split('T')
      expect(formatTime(at)).toBe(`${day} ${time.slice(0, 8)}`)
    }),
  )
})

it('says durations in the two units that matter', () => {
  const said = [0, 999, 1500, 59_400, 200_000, 7_500_000].map(formatDuration)
  expect(said).toEqual(['0 ms', '999 ms', '1.5 s', '59 s', '3 min 20 s', '2 h 5 min'])
  const offsets = [70, 65_000, 11_100_000].map(formatOffset)
  expect(offsets).toEqual(['0.07 s', '1:05', '3:05:00'])
})
