import type { LabPlay } from './play.ts'
import { chinesePlays, repairPlays } from './plays/coding-plays.ts'
import { jsonTextPlays } from './plays/json-text-plays.ts'
import { auditPlays, longContextPlays, synthesisPlays } from './plays/reading-plays.ts'
import { toolCallingPlays } from './plays/tool-calling-plays.ts'

/** What scripted models do with each case of each lab, by its id. */
export const labPlays: Readonly<Record<string, LabPlay>> = {
  ...toolCallingPlays,
  ...jsonTextPlays,
  ...synthesisPlays,
  ...longContextPlays,
  ...auditPlays,
  ...repairPlays,
  ...chinesePlays,
}
