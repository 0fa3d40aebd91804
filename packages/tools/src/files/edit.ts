import { z } from 'zod'
import { defineTool, type Tool } from '@harness/kernel'
import { prepareChanges, recoverChanges, runChanges } from './change-files.ts'
import { editFiles } from './edit-files.ts'

const Input = z.object({
  path: z.string().min(1),
  old_string: z.string().min(1),
  new_string: z.string(),
  replace_all: z.boolean().optional(),
})

/** Replaces an exact text in a file that was read. Encoding, byte order mark, line ends and mode stay as they are. */
export const editTool = (): Tool =>
  defineTool({
    name: 'edit',
    description:
      'Replace exact text, without line numbers, in a file you have read; unique unless replace_all.',
    input: Input,
    effect: 'idempotent',
    prepare: (edit, context) => prepareChanges(editFiles([edit]), context),
    run: (edit, prepared, context) => runChanges(editFiles([edit]), prepared, context),
    recover: (_, prepared, context) => recoverChanges(prepared, context),
  })
