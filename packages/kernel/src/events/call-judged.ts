import { z } from 'zod'
import { Content } from './content.ts'
import { HookAnswer } from './hook.ts'
import { Json } from './json.ts'
import { Verdict } from './permissions.ts'
import { Prepared } from './prepared.ts'
import { Unfinished } from './settlement.ts'

/** What `PreToolUse` and `PermissionRequest` hooks said. */
const hooks = z.array(HookAnswer).optional()

/** Outcome of `judge.started`. */
export const CallJudged = z.object({
  type: z.literal('call.judged'),
  data: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('judged'),
      prepared: Prepared,
      verdict: Verdict,
      /** What the tool is given, where a hook changed what the model wrote. */
      input: Json.optional(),
      hooks,
      /** What hooks tell the model beside. */
      content: Content.optional(),
    }),
    /** No such tool, or not its input: the model reads `message` and may try again. */
    z.object({ kind: z.literal('invalid'), code: z.string(), message: z.string(), hooks }),
    z.object({ kind: Unfinished }),
  ]),
})
