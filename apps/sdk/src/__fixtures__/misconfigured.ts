// What a check says of machines, by table.
import { expect, it } from 'vitest'
import type { Check } from '../doctor/check.ts'
import type { Ground } from '../doctor/ground.ts'
import { examined, type Machine } from './machine.ts'

export type Look = (ground: Ground) => Check[] | Promise<Check[]>
type Case = [
  title: string,
  machine: Machine,
  status: Check['status'],
  name: string,
  found: string,
  fix: string,
]

/** One row for each thing that may be wrong: what is said of it, how bad it is, and what to do. */
export function each(look: Look, cases: readonly Case[]): void {
  it.each(cases)('%s', async (_, machine, status, name, found, fix) => {
    const rows = await examined(look, machine)
    expect(rows).toContainEqual({
      name,
      status,
      found: expect.stringContaining(found),
      fix: expect.stringContaining(fix),
    })
  })
}
