import { expect, test } from 'vitest'
import { Throttle } from './throttle.ts'

function throttleOf(most: number) {
  const clock = { at: 0 }
  const told: number[] = []
  const throttle = new Throttle(most, { monotonic: () => clock.at }, (now) => told.push(now))
  return { clock, told, throttle }
}

test('an endpoint that asks to wait halves what is under way, once for all that are asked at one moment', () => {
  const { clock, told, throttle } = throttleOf(16)
  for (let times = 0; times < 10; times++) throttle.heldBack()
  expect(throttle.now).toBe(8)
  clock.at = 1000
  throttle.heldBack()
  clock.at = 1999
  throttle.heldBack()
  expect(told).toEqual([8, 4])
})

test('one is always under way', () => {
  const { clock, throttle } = throttleOf(3)
  for (let second = 1; second < 9; second++) {
    clock.at = second * 1000
    throttle.heldBack()
  }
  expect(throttle.now).toBe(1)
})

test('after as many quiet ends as may be under way there is one more, up to what was asked for', () => {
  const { told, throttle } = throttleOf(4)
  throttle.heldBack()
  for (let ends = 0; ends < 20; ends++) throttle.ended({ quiet: true })
  expect(told).toEqual([2, 3, 4])
  expect(throttle.now).toBe(4)
})

test('ends that were held back are not quiet', () => {
  const { told, throttle } = throttleOf(4)
  throttle.heldBack()
  for (let ends = 0; ends < 20; ends++) throttle.ended({ quiet: false })
  expect(told).toEqual([2])
})
