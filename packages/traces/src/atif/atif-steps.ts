import type { Hash } from '@harness/kernel'
import type { SetupStep, Step, Trace } from '../model/trace.ts'
import type { AtifStep } from './atif.ts'
import { PlainSteps } from './plain-steps.ts'
import { KeptStep, keptStep } from './kept.ts'
import { stepAsRead } from './step-as-read.ts'

/**
 * The steps of a session. Of an imported one they are those that were read, each where its kept rest stands; what follows
 * was never read from anywhere. `isWhole`: nothing follows.
 */
export function atifSteps(
  { steps }: Trace,
  texts: ReadonlyMap<Hash, string>,
): { steps: AtifStep[]; isWhole: boolean } {
  const made: AtifStep[] = []
  let since: Step[] = []
  let setup: SetupStep | null = null
  for (const step of steps) {
    if (step.kind === 'setup') setup = step
    const kept = readKept(step)
    if (!kept) {
      since.push(step)
      continue
    }
    made.push(stepAsRead(kept, { since, prompt: setup && texts.get(setup.system) }))
    since = []
  }
  const read = made.length
  const plain = new PlainSteps(read, texts)
  for (const step of since) made.push(...plain.of(step))
  return { steps: made, isWhole: read === made.length }
}

function readKept(step: Step): KeptStep | undefined {
  if (step.kind !== 'note' || step.text !== keptStep) return undefined
  const parsed = KeptStep.safeParse(step.data)
  return parsed.success ? parsed.data : undefined
}
