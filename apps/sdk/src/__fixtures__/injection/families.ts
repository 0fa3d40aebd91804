import type { Family } from './injection-case.ts'
import { others } from './others.ts'
import { readingCommands } from './reading-commands.ts'
import { readingTools } from './reading-tools.ts'
import { roundabout } from './roundabout.ts'
import { sending } from './sending.ts'
import { surroundings } from './surroundings.ts'

export const families: readonly Family[] = [
  ...readingTools,
  ...readingCommands,
  ...surroundings,
  ...sending,
  ...roundabout,
  ...others,
]
