import type { Rule } from './rule.ts'
import { isWaitedFor } from './waiting.ts'

/** While anything is open that the loop waits for, the turn is not over. */
export const waitForEffects: Rule = (situation) =>
  situation.open.some((intent) => isWaitedFor(intent, situation)) ? [] : undefined
