import { defineConfig } from 'vitest/config'

import { reportersFor, resolve, where } from './vitest.base.ts'

export default defineConfig({
  resolve,
  test: {
    globalSetup: 'scripts/own-tmp.ts',
    include: [...where('proof'), 'scripts/**/*.proof.ts'],
    testTimeout: 1_800_000,
    // At full size each has the machine to itself.
    ...(process.env['HARNESS_PROOF_SCALE'] === 'reduced' && { maxWorkers: '100%' }),
    passWithNoTests: true,
    ...reportersFor('proofs'),
  },
})
