import { z } from 'zod'
import {
  defineTool,
  done,
  failed,
  type FileState,
  resultBytes,
  type Tool,
  type ToolResult,
} from '@harness/kernel'
import { prepareRead } from './prepare-read.ts'
import { readNotebook } from './read-notebook.ts'
import { showImage } from './show-image.ts'
import { readLines, type ReadLines } from './read-lines.ts'
import { resolvePath } from './resolve-path.ts'

const Input = z.object({
  path: z.string().min(1),
  offset: z.int().min(1).max(1e9).optional().describe('first line'),
  limit: z.int().min(1).max(2000).optional(),
})

const textBytes = resultBytes - 1024

/**
 * Reads lines of a text file, numbered; a notebook as its cells; an image for models that see. What it read is what edit and
 * write_file may change.
 */
export const readFileTool = (): Tool =>
  defineTool({
    name: 'read_file',
    description: 'Read numbered lines of a text file, 2000 at most; also notebooks and images.',
    input: Input,
    effect: 'pure',
    prepare: ({ path }, context) => prepareRead(path, context),
    async run({ path, offset = 1, limit = 2000 }, prepared, context) {
      const place = await resolvePath(context.workspace, path)
      if ('code' in place) return failed(place.code, place.message)
      if (place.path !== prepared.facts) return failed('stale', `${path} leads elsewhere now.`)
      const window = { first: offset, count: limit, bytes: textBytes }
      const file = { path: place.path, name: path }
      const read = /\.ipynb$/i.test(path)
        ? await readNotebook(file, window)
        : await readLines(file, window, context.signal)
      if (!('code' in read)) return told(read, { offset, path: place.path })
      const image = read.code === 'binary' ? await showImage(file, context) : undefined
      return image ?? failed(read.code, read.message)
    },
  })

function told(read: ReadLines, { offset, path }: { offset: number; path: string }): ToolResult {
  const files: FileState[] = read.hash ? [{ path, hash: read.hash }] : []
  return done([...read.lines, ...remark(read, offset)].join('\n'), { files })
}

/** What the lines do not say: where they stand in the file, and how to go on. */
function remark({ lines, total }: ReadLines, offset: number): string[] {
  if (total === 0) return ['[the file is empty]']
  if (total !== undefined && offset > total) return [`[the file has only ${total} lines]`]
  const next = offset + lines.length
  if (total !== undefined && next > total) return offset === 1 ? [] : [`[end of file]`]
  return [`[more lines${total === undefined ? '' : ` of ${total}`}: continue with offset ${next}]`]
}
