import { z } from 'zod'
import type { Trace } from './trace.ts'

const Trajectory = z.object({
  agent: z.object({ name: z.string(), version: z.string(), model_name: z.string().nullish() }),
})

/** Which agent worked: of an imported trajectory the one that it names. */
export function agentOf({ steps }: Trace): { name: string; version: string | undefined } {
  const note = steps.find((step) => step.kind === 'note' && step.text === 'x.atif.trajectory')
  const imported = note?.kind === 'note' ? Trajectory.safeParse(note.data) : undefined
  if (imported?.success) return imported.data.agent
  const setup = steps.findLast((step) => step.kind === 'setup')
  return { name: 'harness', version: setup?.kernel }
}
