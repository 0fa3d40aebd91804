import { z } from 'zod'
import { defineTool, type Tool } from '@harness/kernel'
import { prepareChanges, recoverChanges, runChanges } from '../files/change-files.ts'
import { planPatch } from './plan-patch.ts'

const Input = z.object({ patch: z.string().min(1) })

/** Changes files by a patch: in the format of Codex, or a unified diff. The context proves that the files are known. */
export const applyPatchTool = (): Tool =>
  defineTool({
    name: 'apply_patch',
    description: `Change several files by a patch: a unified diff, or
*** Begin Patch
*** Update File: path
@@ a line above
 context
-old
+new
*** Add File: path
+text
*** Delete File: path
*** End Patch`,
    input: Input,
    effect: 'idempotent',
    prepare: ({ patch }, context) => prepareChanges(planPatch(patch), context, known),
    run: ({ patch }, prepared, context) => runChanges(planPatch(patch), prepared, context),
    recover: (_, prepared, context) => recoverChanges(prepared, context),
  })

/** Whoever writes the lines around a change knows the file. */
const known = { mustBeSeen: false }
