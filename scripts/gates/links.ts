import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import { documentPatterns } from './code-blocks.ts'
import { runAlone, type Gate } from './gate.ts'
import { sourcePaths } from './source-modules.ts'

interface Link {
  line: number
  target: string
}

/** Every relative link of a document leads to a file or a folder of the repository, and every anchor to a heading. */
export const links: Gate = {
  name: 'links',
  run(top) {
    const documents = sourcePaths(top, documentPatterns)
    const problems: string[] = []
    let seen = 0
    for (const document of documents) {
      for (const { line, target } of linksOf(readFileSync(join(top, document), 'utf8'))) {
        seen++
        const reason = refusal(top, { document, target })
        if (reason) problems.push(`${document}:${line} ${target}: ${reason}`)
      }
    }
    if (documents.length === 0) problems.push('no documents were found')
    return { seen: `${documents.length} documents, ${seen} relative links`, problems }
  },
}

const elsewhere = /^[a-z][a-z+.-]*:/i

function linksOf(text: string): Link[] {
  return withoutCode(text)
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/\]\(([^()\s]+)\)/g)]
        .map(([, target = '']) => ({ line: index + 1, target }))
        .filter(({ target }) => !elsewhere.test(target)),
    )
}

function refusal(top: string, { document, target }: { document: string; target: string }) {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? join(top, document) : join(top, dirname(document), path)
  if (relative(top, file).startsWith('..')) return 'leads out of the repository'
  if (!existsSync(file)) return 'is not there'
  if (anchor === undefined) return undefined
  const page = statSync(file).isDirectory() ? join(file, 'README.md') : file
  if (!existsSync(page)) return 'has no README'
  return anchorsOf(readFileSync(page, 'utf8')).has(anchor) ? undefined : 'has no such heading'
}

/** Of every heading, as GitHub makes it: words in lower case, joined by dashes; the second of a name ends in `-1`. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>()
  const times = new Map<string, number>()
  for (const [, heading = ''] of withoutCode(text).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const name = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    anchors.add(before === 0 ? name : `${name}-${before}`)
  }
  return anchors
}

/** Fenced blocks become empty lines. */
const withoutCode = (text: string) =>
  text.replace(/^\s*(`{3,})[^\n]*\n[\s\S]*?^\s*\1\s*$/gm, (block) =>
    '\n'.repeat(block.split('\n').length - 1),
  )

if (import.meta.main) await runAlone(links)
