import { textContent } from '../events/content.ts'
import { hasWork } from './pending.ts'
import type { Rule } from './rule.ts'

/** A model that ends by a tool stopped without it: it may have slipped, and is asked once. */
export const askWhetherDone: Rule = (situation) => {
  const { run, calls } = situation
  if (hasWork(situation) || calls.ended || !run.unconfirmed || run.unconfirmed.asked) {
    return undefined
  }
  const content = textContent(question(run.unconfirmed.by))
  return [{ type: 'input.received', data: { from: 'harness', mode: 'steer', content } }]
}

const question = (tool: string) =>
  `Your last message made no call. If there is more to do, make the next call. If all is done, call ${tool}.`
