// The promise: each family's lab is passed by a model that does the work, and failed by one that does not, as is said.
import { labs, type Lab } from '@harness/evals/labs'
import { describe, expect, it } from 'vitest'
import { playLab } from '../__fixtures__/labs/play-lab.ts'

const isReduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
/** Families are made of the cases of the kinds; one of them is called as text. */
const families = labs
  .filter(({ of, toolCalls }) => of === 'family' && (!isReduced || toolCalls === 'text'))
  .map((lab): [string, Lab] => [lab.name, lab])

describe.each(families)('the lab of the family %s', (_, lab) => {
  it.each(['good', 'bad'] as const)(
    'does as is said with a %s model',
    async (how) => {
      const { found, said } = await playLab(lab, how)
      expect(found).toEqual(said)
    },
    120_000,
  )
})
