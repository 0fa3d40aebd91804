// What a trajectory knows and the log has no field for, as `x.atif.<name>` events keep it: what was read can be written
// again as it was.
import { z } from 'zod'
import { AtifAlone, AtifContent, AtifResult, AtifStep, AtifTrajectory } from './atif.ts'

/** Stands for a trajectory: all of it but its steps and what is a session of its own. */
export const keptTrajectory = 'x.atif.trajectory'
export const KeptTrajectory = AtifAlone.omit({ steps: true })
export type KeptTrajectory = z.infer<typeof KeptTrajectory>

/** A subagent's trajectory that no call of this one names: whole. */
export const keptSubagent = 'x.atif.subagent'
export const KeptSubagent = z.object({ trajectory: AtifTrajectory })

/** Follows what a step became. */
export const keptStep = 'x.atif.step'

/** `from`: its text is that of the call's result, or of an input. */
const KeptResult = AtifResult.extend({ from: z.enum(['call', 'input']).optional() })
export type KeptResult = z.infer<typeof KeptResult>

export const KeptStep = z.object({
  /** What it became: the prompt, an input, a reply, or nothing that the log has a word for. */
  became: z.enum(['prompt', 'input', 'reply', 'nothing']),
  step: AtifStep.omit({ tool_calls: true, observation: true, message: true }).extend({
    /** Where it is more than a text, or stands nowhere else. */
    message: AtifContent.optional(),
    /** In the order of the calls. */
    tool_calls: z.array(z.object({ extra: AtifStep.shape.extra })).nullish(),
    observation: z.object({ results: z.array(KeptResult).optional() }).nullish(),
  }),
})
export type KeptStep = z.infer<typeof KeptStep>
