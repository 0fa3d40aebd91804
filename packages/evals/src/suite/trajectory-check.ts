import { z } from 'zod'
import { TextCheck } from './text-check.ts'

const tool = z.string().min(1)
const tools = z.union([tool, z.array(tool).min(1)])
const count = z.int().nonnegative()

/** A question to the events of an attempt: the tools that were called, how often, in which order, with what. */
export const TrajectoryCheck = z
  .strictObject({
    used: tools.optional().describe('Each of these tools was called.'),
    not_used: tools.optional().describe('None of these tools was called.'),
    order: z
      .array(tool)
      .min(2)
      .optional()
      .describe('Calls of these tools happened in this order; others may stand between them.'),
    count: z
      .strictObject({
        tool: tool.optional().describe('Default: any tool.'),
        status: z
          .enum(['done', 'failed', 'denied'])
          .optional()
          .describe('Only calls that ended so. Default: all calls.'),
        min: count.optional(),
        max: count.optional(),
      })
      .refine(({ min, max }) => min !== undefined || max !== undefined, 'needs `min` or `max`')
      .optional()
      .describe('How many calls there were.'),
    arguments: z
      .strictObject({
        tool,
        where: z
          .record(z.string().min(1), TextCheck)
          .describe(
            'What its arguments are, by path: `path`, `edits.0.text`. A value that is no text is compared as JSON.',
          ),
        never: z.literal(true).optional().describe('No call was such. Default: one at least was.'),
      })
      .optional(),
    subagents: z
      .boolean()
      .optional()
      .describe('Calls of subagents count too. Default: only those of the session itself.'),
  })
  .refine(
    (check) => Object.keys(check).filter((key) => key !== 'subagents').length === 1,
    'must ask one thing: `used`, `not_used`, `order`, `count` or `arguments`',
  )
export type TrajectoryCheck = z.infer<typeof TrajectoryCheck>
