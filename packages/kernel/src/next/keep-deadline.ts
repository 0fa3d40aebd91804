import type { Rule } from './rule.ts'

/** A run with a time limit has a timer that ends it. */
export const keepDeadline: Rule = ({ configuration, open, run }) => {
  const { maxMs } = configuration.limits
  if (maxMs === undefined) return undefined
  const kept = open.some(
    (intent) => intent.type === 'timer.started' && intent.data.purpose === 'deadline',
  )
  if (kept) return undefined
  const delayMs = Math.max(0, maxMs - run.drivenMs)
  return [{ type: 'timer.started', data: { purpose: 'deadline', delayMs } }]
}
