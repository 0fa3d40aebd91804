import { textContent } from '../events/content.ts'
import { finishRun } from './finish-run.ts'
import type { Rule } from './rule.ts'

/** How often the same calls in the same order make a circle. */
const rounds = 3
const longestCycle = 3

/** The same calls again and again: the model is told once; when it goes round once more, the run ends. */
export const noticeCircles: Rule = (situation) => {
  const { run, model } = situation
  if (!model.owes || model.attempt > 0) return undefined
  const cycle = cycleLength(run.circle)
  if (cycle === 0) return undefined
  if (run.nudged === null) {
    return [
      {
        type: 'input.received',
        data: { from: 'harness', mode: 'steer', content: textContent(nudge) },
      },
    ]
  }
  if (run.turns < run.nudged + cycle) return undefined
  return finishRun(situation, {
    reason: 'stuck',
    message: `the model repeated the same calls ${rounds} times and went on after it was told`,
  })
}

const nudge =
  'You have made the same calls three times in a row. Do something else, or say what keeps you from finishing.'

/** The shortest cycle that the newest turns repeat; 0 for none. */
function cycleLength(circle: readonly string[]): number {
  for (let length = 1; length <= longestCycle; length++) {
    const newest = circle.slice(-length * rounds)
    const repeats = newest.every((print, index) => print === newest[index % length])
    if (newest.length === length * rounds && repeats) return length
  }
  return 0
}
