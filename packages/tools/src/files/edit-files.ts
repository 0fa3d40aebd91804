import { applyEdit, type Edit } from './apply-edit.ts'
import type { Fault } from './fault.ts'
import { decodeText, encodeText, type FileText } from './file-text.ts'
import type { LoadedFile } from './load-file.ts'
import type { FileSource, Plan, Planner } from './plan.ts'

/** A file as the edits so far leave it. */
interface Edited {
  path: string
  text: FileText
  count: number
}

/** Edits, each of what the one before it left: all of them, or none. */
export const editFiles =
  (edits: readonly Edit[]): Planner =>
  async (files): Promise<Plan> => {
    const edited = new Map<LoadedFile, Edited>()
    for (const edit of edits) {
      const fault = await follow(edit, files, edited)
      if (fault) return { changes: [], summary: '', fault }
    }
    const all = [...edited.values()]
    return {
      changes: all.map(({ path, text }) => ({ path, bytes: encodeText(text) })),
      summary: all.map(({ path, count }) => `Edited ${path}${places(count)}.`).join('\n'),
    }
  }

async function follow(
  edit: Edit,
  files: FileSource,
  edited: Map<LoadedFile, Edited>,
): Promise<Fault | undefined> {
  const { path } = edit
  const file = await files.load(path)
  if (file === null) return { code: 'not_found', message: `${path} does not exist.` }
  if ('code' in file) return file
  const before = edited.get(file)
  const text = before?.text ?? decodeText(file.bytes)
  if (!text) return { code: 'binary', message: `${path} is not text; change it with a command.` }
  const after = applyEdit(text, edit)
  if ('code' in after) return after
  const count = (before?.count ?? 0) + after.count
  edited.set(file, { path: before?.path ?? path, text: { ...text, text: after.text }, count })
  return undefined
}

const places = (count: number) => (count === 1 ? '' : ` in ${count} places`)
