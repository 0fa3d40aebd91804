import type { Fault } from './fault.ts'
import { decodeText } from './file-text.ts'
import { LineWindow, type Window } from './line-window.ts'
import { loadFile } from './load-file.ts'
import { notebookText } from './notebook-text.ts'
import type { ReadLines } from './read-lines.ts'

/** A window of a notebook's cells as text; of a file that only is called a notebook, its lines as they are. */
export async function readNotebook(
  { path, name }: { path: string; name: string },
  range: Window,
): Promise<ReadLines | Fault> {
  const file = await loadFile(path, name)
  if (file === null) return { code: 'not_found', message: `${name} does not exist.` }
  if ('code' in file) return file
  const json = decodeText(file.bytes)?.text
  if (json === undefined) return { code: 'binary', message: `${name} is a binary file.` }
  const window = new LineWindow(range)
  window.push(notebookText(json) ?? json)
  window.end()
  return { lines: window.lines, total: window.total, hash: file.hash }
}
