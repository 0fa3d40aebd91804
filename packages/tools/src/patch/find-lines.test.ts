import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../__fixtures__/runs.ts'
import { findLines } from './find-lines.ts'
import { LineIds } from './line-ids.ts'

const lines = (options: { minLength?: number; maxLength: number }) =>
  fc.array(fc.constantFrom('a', 'a', 'a', 'b', 'c'), options)

test('finds what a look at every place finds', () => {
  fc.assert(
    fc.property(
      lines({ maxLength: 60 }),
      lines({ minLength: 1, maxLength: 6 }),
      fc.nat(60),
      fc.nat(30),
      (file, wanted, from, further) => {
        const ids = new LineIds(file, (line) => line)
        const numbers = ids.numbersOf(wanted)
        const near = from + further
        const found = numbers && findLines(ids, numbers, { from, near })
        const places = file.flatMap((_, at) =>
          at >= from && wanted.every((line, offset) => file[at + offset] === line) ? [at] : [],
        )
        const nearest = places.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near) || b - a)
        expect(found).toBe(nearest[0])
      },
    ),
    runs(3000),
  )
})
