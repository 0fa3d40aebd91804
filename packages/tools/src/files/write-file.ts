import { z } from 'zod'
import { defineTool, type Tool } from '@harness/kernel'
import { prepareChanges, recoverChanges, runChanges } from './change-files.ts'
import type { Fault } from './fault.ts'
import { editableBytes } from './load-file.ts'
import type { Planner } from './plan.ts'

const Input = z.object({ path: z.string().min(1), content: z.string() })

/** Creates a file with its folders, or replaces one that was read. */
export const writeFileTool = (): Tool =>
  defineTool({
    name: 'write_file',
    description: 'Create a file, or replace one you have read. To change one, prefer edit.',
    input: Input,
    effect: 'idempotent',
    prepare: (input, context) => prepareChanges(write(input), context),
    run: (input, prepared, context) => runChanges(write(input), prepared, context),
    recover: (_, prepared, context) => recoverChanges(prepared, context),
  })

const write =
  ({ path, content }: z.infer<typeof Input>): Planner =>
  async (files) => {
    const fault = refuse(path, content)
    if (fault) return { changes: [], summary: '', fault }
    const file = await files.load(path)
    if (file && 'code' in file) return { changes: [], summary: '', fault: file }
    const verb = file ? 'Replaced' : 'Created'
    return {
      changes: [{ path, bytes: Buffer.from(content) }],
      summary: `${verb} ${path} (${countLines(content)}).`,
    }
  }

function refuse(path: string, content: string): Fault | undefined {
  if (/[/\\]$/.test(path)) return { code: 'is_folder', message: `${path} names a folder.` }
  if (!content.isWellFormed()) {
    const message = `${path}: content has half a character (a lone surrogate). Write whole ones.`
    return { code: 'invalid_text', message }
  }
  if (content.length <= editableBytes) return undefined
  const message = `${path}: ${content.length} characters are too many; write it with a command.`
  return { code: 'too_large', message }
}

function countLines(text: string): string {
  const count = text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  return count === 1 ? '1 line' : `${count} lines`
}
