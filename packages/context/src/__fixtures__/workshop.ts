import { mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import type { ActContext, Json, Tool, ToolResult } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import type { ListFiles } from '../files/list-files.ts'

export interface Workshop {
  folder: string
  context: ActContext
  /** Writes a file and answers its path. */
  write(path: string, content: string | Uint8Array, mode?: number): string
  /** Prepares and runs; a call that is not ready is a failure with its code and message. */
  use(tool: Tool, input: Json): Promise<{ kind: string; code?: string; text: string }>
}

/** A folder with files, and a model that works in it. */
export function workshop(): Workshop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'context-')))
  const context = testContext(folder)
  return {
    folder,
    context,
    write(path, content, mode = 0o644) {
      const place = join(folder, path)
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, content, { mode })
      return place
    },
    async use(tool, input) {
      const preparation = await tool.prepare(input, context)
      if (preparation.kind === 'invalid') {
        return { kind: 'failed', code: preparation.code, text: preparation.message }
      }
      const result = await tool.run(input, preparation.prepared, context)
      const code = result.kind === 'failed' ? { code: result.code } : {}
      return { kind: result.kind, ...code, text: textOf(result) }
    },
  }
}

const textOf = ({ content }: ToolResult): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('')

/** All files but what git keeps, sorted. */
export const walk: ListFiles = async function* (folder, signal) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
  for (const path of paths.toSorted((a, b) => (a < b ? -1 : 1))) {
    signal.throwIfAborted()
    if (!path.startsWith('.git/')) yield path
  }
}
