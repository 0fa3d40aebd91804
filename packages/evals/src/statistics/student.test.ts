import { expect, it } from 'vitest'
import { studentQuantile, studentTail } from './student.ts'

it('gives the distribution of Student', () => {
  // One degree of freedom is Cauchy's: a tail of 1/2 − atan(t)/π.
  for (const t of [0.1, 1, 3, 30]) {
    expect(studentTail(t, 1)).toBeCloseTo(0.5 - Math.atan(t) / Math.PI, 13)
  }
  expect(studentTail(2.5, 49)).toBeCloseTo(0.00790789442359, 13)
  expect(studentTail(0.1, 299)).toBeCloseTo(0.460205670467452, 12)
  expect(studentQuantile(0.975, 49)).toBeCloseTo(2.009575237129239, 11)
  expect(studentQuantile(0.025, 2)).toBeCloseTo(-4.302652729749462, 11)
})
