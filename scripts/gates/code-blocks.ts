import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { sourcePaths } from './source-modules.ts'

/** What stands between two fences. */
export interface FencedBlock {
  /** The document, relative to the root. */
  document: string
  /** The line of its first statement. */
  line: number
  language: string
  /** What the fence says behind the language. */
  words: readonly string[]
  text: string
}

export interface CodeBlock extends Omit<FencedBlock, 'language' | 'words'> {
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

export const blocksOf = (top: string, document: string): CodeBlock[] =>
  fencedBlocks(top, document)
    .filter(({ language }) => language === 'ts' || language === 'typescript')
    .map(({ line, text, words }) => ({ document, line, text, runs: words.includes('run') }))

export function fencedBlocks(top: string, document: string): FencedBlock[] {
  const blocks: FencedBlock[] = []
  let fence = ''
  let open: FencedBlock | undefined
  for (const [index, text] of readFileSync(join(top, document), 'utf8').split('\n').entries()) {
    const mark = /^\s*(`{3,})\s*(.*?)\s*$/.exec(text)
    if (!open && mark) {
      fence = mark[1] ?? ''
      const [language = '', ...words] = (mark[2] ?? '').split(/\s+/)
      open = { document, line: index + 2, language, words, text: '' }
    } else if (open && mark && mark[2] === '' && mark[1] === fence) {
      blocks.push(open)
      open = undefined
    } else if (open) {
      open.text += `${text}\n`
    }
  }
  if (open) throw new Error(`${document}: a code block is never closed`)
  return blocks
}
