import { z } from 'zod'
import { defineTool, type Tool } from '@harness/kernel'
import { prepareChange, recoverChange, runChange, type Change } from './change-file.ts'

const Input = z.object({ path: z.string().min(1), content: z.string() })

/** Creates a file with its folders, or replaces one that was read. */
export const writeFileTool = (): Tool =>
  defineTool({
    name: 'write_file',
    description:
      'Create a file, or replace a whole file you have read. Prefer edit for changes to existing files.',
    input: Input,
    effect: 'idempotent',
    prepare: (input, context) => prepareChange(changeOf(input), context),
    run: (input, prepared, context) => runChange(changeOf(input), prepared, context),
    recover: (input, prepared) => recoverChange(input, prepared),
  })

const changeOf = ({ path, content }: z.infer<typeof Input>): Change => ({
  path,
  apply(file) {
    const bytes = Buffer.from(content)
    const verb = file ? 'Replaced' : 'Created'
    return { bytes, summary: `${verb} ${path} (${countLines(content)}).` }
  },
})

function countLines(text: string): string {
  const count = text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  return count === 1 ? '1 line' : `${count} lines`
}
