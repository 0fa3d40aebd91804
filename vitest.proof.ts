import { defineConfig } from 'vitest/config'

import { reportersFor, resolve, where } from './vitest.base.ts'

export default defineConfig({
  resolve,
  test: {
    globalSetup: 'scripts/own-tmp.ts',
    include: [...where('proof'), 'scripts/**/*.proof.ts'],
    testTimeout: 1_800_000,
    passWithNoTests: true,
    ...reportersFor('proofs'),
  },
})
