import { createRequire } from 'node:module'
import type { Parser } from '@vscode/tree-sitter-wasm'

// WebAssembly that was loaded stays: one parser in a process, used with no wait in between.
let parser: Promise<Parser> | undefined

/** The parser of bash, loaded when the first command is judged. Rejects when the grammar is not where npm puts it. */
export function loadBash(): Promise<Parser> {
  parser ??= openParser()
  return parser
}

async function openParser(): Promise<Parser> {
  const { default: sitter } = await import('@vscode/tree-sitter-wasm')
  const { resolve } = createRequire(import.meta.url)
  await sitter.Parser.init()
  const opened = new sitter.Parser()
  const file = resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm')
  opened.setLanguage(await sitter.Language.load(file))
  return opened
}
