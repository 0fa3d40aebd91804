import assert from 'node:assert/strict'
import test from 'node:test'
import { median } from './median.js'

test('takes the middle one by its value, and not by its text', () => {
  assert.equal(median([10, 9, 1]), 9)
})

test('takes the mean of the two in the middle', () => {
  assert.equal(median([1, 2, 3, 4]), 2.5)
})
