import { defineConfig } from 'vitest/config'

import { reportersFor, resolve, where } from './vitest.base.ts'

export default defineConfig({
  resolve,
  test: {
    include: where('e2e.test'),
    testTimeout: 60_000,
    passWithNoTests: true,
    ...reportersFor('e2e'),
  },
})
