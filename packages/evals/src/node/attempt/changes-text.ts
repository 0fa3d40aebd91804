import { boundText } from '@harness/kernel'
import type { Observed, ObservedFile } from '../../record/observed.ts'

const most = 64 * 1024

/** What the subject changed, for a model that is asked about it: paths, and what the files say now. */
export function changesText({ files, more }: Observed): string {
  const changed = Object.entries(files).filter(([, { before, after }]) => before !== after)
  const parts = changed.map(([path, file]) => partOf(path, file))
  if (more > 0) parts.push(`(and ${more} more files)`)
  return parts.length === 0 ? 'No file was changed.' : boundText(parts.join('\n\n'), most)
}

function partOf(path: string, { before, after, bytes, text }: ObservedFile): string {
  const what = before === null ? 'new' : after === null ? 'deleted' : 'changed'
  const head = `--- ${path} (${what}${after === null ? '' : `, ${bytes} bytes`})`
  return text === null ? head : `${head}\n${text}`
}
