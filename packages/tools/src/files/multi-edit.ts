import { z } from 'zod'
import { defineTool, type Tool } from '@harness/kernel'
import { prepareChanges, recoverChanges, runChanges } from './change-files.ts'
import { editFiles } from './edit-files.ts'

const Input = z.object({
  edits: z
    .array(
      z.object({
        path: z.string().min(1),
        old_string: z.string().min(1),
        new_string: z.string(),
        replace_all: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(200),
})

/** Several edits, of one file or of many, in order: all of them or none. */
export const multiEditTool = (): Tool =>
  defineTool({
    name: 'multi_edit',
    description: 'Make several edits, as edit does, in order: all or none.',
    input: Input,
    effect: 'idempotent',
    prepare: ({ edits }, context) => prepareChanges(editFiles(edits), context),
    run: ({ edits }, prepared, context) => runChanges(editFiles(edits), prepared, context),
    recover: (_, prepared, context) => recoverChanges(prepared, context),
  })
