import { defineConfig } from 'vitest/config'

import { reportersFor, resolve, where } from './vitest.base.ts'

export default defineConfig({
  resolve,
  test: {
    globalSetup: 'scripts/own-tmp.ts',
    include: [...where('test'), 'scripts/**/*.test.ts'],
    exclude: ['**/*.{e2e,corpus}.test.ts'],
    testTimeout: 20_000,
    // By itself it leaves a core alone: of two that is half.
    maxWorkers: '100%',
    ...reportersFor('tests'),
  },
})
