import { defineConfig } from 'vitest/config'

import { reportersFor, resolve, where } from './vitest.base.ts'

export default defineConfig({
  resolve,
  test: {
    globalSetup: 'scripts/own-tmp.ts',
    include: [...where('e2e.test'), 'scripts/**/*.e2e.test.ts'],
    testTimeout: 60_000,
    // They mostly wait for programs that they started.
    maxWorkers: 2,
    passWithNoTests: true,
    ...reportersFor('e2e'),
  },
})
