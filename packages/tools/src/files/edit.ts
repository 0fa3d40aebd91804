import { z } from 'zod'
import { defineTool, type Tool } from '@harness/kernel'
import { applyEdit } from './apply-edit.ts'
import { prepareChange, recoverChange, runChange, type Change } from './change-file.ts'
import { decodeText, encodeText } from './file-text.ts'

const Input = z.object({
  path: z.string().min(1),
  old_string: z.string().min(1),
  new_string: z.string(),
  replace_all: z.boolean().optional(),
})

/** Replaces an exact text in a file that was read. Byte order mark, line ends and mode stay as they are. */
export const editTool = (): Tool =>
  defineTool({
    name: 'edit',
    description:
      'Replace exact text in a file you have read. old_string must match exactly, without line numbers, and be unique unless replace_all.',
    input: Input,
    effect: 'idempotent',
    prepare: (input, context) => prepareChange(changeOf(input), context),
    run: (input, prepared, context) => runChange(changeOf(input), prepared, context),
    recover: (input, prepared) => recoverChange(input, prepared),
  })

const changeOf = (input: z.infer<typeof Input>): Change => ({
  path: input.path,
  apply(file) {
    if (!file) return { code: 'not_found', message: `${input.path} does not exist.` }
    const content = decodeText(file.bytes)
    if (!content) return { code: 'binary', message: `${input.path} is not UTF-8 text.` }
    const edited = applyEdit(content.text, input)
    if ('code' in edited) return edited
    const times = edited.count === 1 ? '' : ` in ${edited.count} places`
    return {
      bytes: encodeText({ ...content, text: edited.text }),
      summary: `Edited ${input.path}${times}.`,
    }
  },
})
