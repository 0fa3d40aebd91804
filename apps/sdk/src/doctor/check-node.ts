import type { Check } from './check.ts'

export const checkNode = (): Check => ({
  name: 'node',
  status: 'ok',
  found: `${process.version} (${process.platform} ${process.arch})`,
})
