import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { sourcePaths } from './source-modules.ts'

export interface CodeBlock {
  /** The document, relative to the root. */
  document: string
  /** The line of its first statement. */
  line: number
  text: string
  /** Whether the fence says \`\`\`ts run. */
  runs: boolean
}

export const documentPatterns = [
  'README.md',
  '{packages,apps}/*/README.md',
  'docs/**/*.md',
  'examples/**/*.md',
]

/** The TypeScript blocks of every document; blocks of other languages are not code to us. */
export const codeBlocks = (top: string): CodeBlock[] =>
  sourcePaths(top, documentPatterns).flatMap((path) => blocksOf(top, path))

export function blocksOf(top: string, document: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let fence = ''
  let open: CodeBlock | undefined
  for (const [index, text] of readFileSync(join(top, document), 'utf8').split('\n').entries()) {
    const mark = /^\s*(`{3,})\s*(.*?)\s*$/.exec(text)
    if (fence === '' && mark) {
      fence = mark[1] ?? ''
      const [language, ...words] = (mark[2] ?? '').split(/\s+/)
      if (language !== 'ts' && language !== 'typescript') continue
      open = { document, line: index + 2, text: '', runs: words.includes('run') }
    } else if (mark && mark[2] === '' && mark[1] === fence) {
      if (open) blocks.push(open)
      open = undefined
      fence = ''
    } else if (open) {
      open.text += `${text}\n`
    }
  }
  if (fence !== '') throw new Error(`${document}: a code block is never closed`)
  return blocks
}
