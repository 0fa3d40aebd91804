import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ActContext, Hash, Json, Prepared, Tool, ToolResult } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import { hashOf } from '../files/hash-of.ts'

export interface Workshop {
  folder: string
  context: ActContext
  /** What the model has seen, by real path. */
  seen: Map<string, Hash | null>
  write(path: string, content: string | Uint8Array): string
  read(path: string): string
  /** Marks a file as read by the model, as it is. */
  show(path: string): void
  prepare(tool: Tool, input: Json): Promise<Prepared>
  /** Prepares and runs; a call that is not ready is a failure with its code and message. */
  use(
    tool: Tool,
    input: Json,
  ): Promise<{ kind: string; code?: string; text: string; result?: ToolResult }>
}

/** A folder with files, and a model that works in it. */
export function workshop(): Workshop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tools-')))
  const seen = new Map<string, Hash | null>()
  const context = testContext(folder, { seen: (path) => seen.get(path), key: 's/1' })
  const at = (path: string) => join(folder, path)
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), content)
    return at(path)
  }
  const show = (path: string) => void seen.set(at(path), hashOf(readFileSync(at(path))))
  return {
    folder,
    context,
    seen,
    write,
    read: (path) => readFileSync(at(path), 'utf8'),
    show,
    async prepare(tool, input) {
      const preparation = await tool.prepare(input, context)
      if (preparation.kind === 'invalid') throw new Error(preparation.message)
      return preparation.prepared
    },
    async use(tool, input) {
      const preparation = await tool.prepare(input, context)
      if (preparation.kind === 'invalid') {
        return { kind: 'failed', code: preparation.code, text: preparation.message }
      }
      const result = await tool.run(input, preparation.prepared, context)
      for (const { path, hash } of result.files ?? []) seen.set(path, hash)
      const code = result.kind === 'failed' ? { code: result.code } : {}
      return { kind: result.kind, ...code, text: textOf(result), result }
    },
  }
}

export const textOf = ({ content }: ToolResult): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('')
