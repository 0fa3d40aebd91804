import { join } from 'node:path'

import { sourceAliases } from './scripts/source-aliases.ts'

/** Tests read `@harness/*` from sources, so they need no build. */
export const resolve = { alias: sourceAliases() }

export const where = (suffix: string) => [
  `packages/*/src/**/*.${suffix}.ts`,
  `apps/*/src/**/*.${suffix}.ts`,
]

/** Besides the screen, a count for the closing line of `.ci/run`, which names the folder. */
export function reportersFor(name: string) {
  const folder = process.env['HARNESS_RESULTS']
  if (!folder) return {}
  return { reporters: ['default', 'json'], outputFile: { json: join(folder, `${name}.json`) } }
}
