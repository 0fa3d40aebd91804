import { defineConfig } from 'vitest/config'

import { reportersFor, resolve, where } from './vitest.base.ts'

export default defineConfig({
  resolve,
  test: {
    globalSetup: 'scripts/own-tmp.ts',
    include: where('corpus.test'),
    testTimeout: 300_000,
    maxWorkers: '100%',
    passWithNoTests: true,
    ...reportersFor('corpora'),
  },
})
