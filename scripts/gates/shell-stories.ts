import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

import { documentPatterns, fencedBlocks, type FencedBlock } from './code-blocks.ts'
import { runCommand } from './run-command.ts'
import { sourcePaths } from './source-modules.ts'
import { temporaryFolder } from './temporary-folder.ts'

interface Step extends FencedBlock {
  /** The block right behind it that says \`\`\`text output: what it prints, in this order. */
  shows?: FencedBlock
}

/** The \`\`\`sh run blocks of one document, which a reader types one after the other. */
export interface Story {
  document: string
  steps: readonly Step[]
}

export const shellStories = (top: string): Story[] =>
  sourcePaths(top, documentPatterns)
    .map((document) => ({ document, steps: stepsOf(fencedBlocks(top, document)) }))
    .filter(({ steps }) => steps.length > 0)

const stepsOf = (blocks: readonly FencedBlock[]): Step[] =>
  blocks.flatMap((block, index) => {
    if (block.language !== 'sh' || !block.words.includes('run')) return []
    const next = blocks[index + 1]
    return [next?.words.includes('output') ? { ...block, shows: next } : block]
  })

/**
 * Plays a story with a CLI as `harness`, in an empty folder of a person who has no key and no configuration. A
 * command that fails ends it.
 */
export async function storyProblems(
  { document, steps }: Story,
  { main, node = process.execPath }: { main: string; node?: string },
): Promise<string[]> {
  const folder = temporaryFolder(tmpdir(), 'story')
  const work = join(folder, 'work')
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'home'))
  mkdirSync(join(folder, 'tmp'))
  mkdirSync(work)
  const harness = join(folder, 'bin/harness')
  writeFileSync(harness, `#!/bin/sh\nexec '${node}' '${main}' "$@"\n`)
  chmodSync(harness, 0o755)
  const script = steps.map(({ line, text }) => `printf '\\n${mark}%s\\n' ${line}\n${text}`)
  writeFileSync(join(folder, 'story.sh'), `set -e\n${script.join('')}`)
  const path = [join(folder, 'bin'), process.env['PATH']].join(delimiter)
  const env = [
    `PATH=${path}`,
    `HOME=${join(folder, 'home')}`,
    `TMPDIR=${join(folder, 'tmp')}`,
    'NO_COLOR=1',
    'LC_ALL=C.UTF-8',
  ]
  const { code, output } = await runCommand('env', ['-i', ...env, 'sh', '../story.sh'], {
    cwd: work,
    timeoutMs: 60_000,
  })
  const printed = new Map(
    output
      .split(mark)
      .map((part) => [Number.parseInt(part, 10), part.slice(part.indexOf('\n') + 1)] as const),
  )
  const last = [...printed.keys()].at(-1)
  if (code !== 0) return [`${document}:${last} ends with ${code}\n${printed.get(last ?? 0)}`]
  return steps.flatMap(({ line, shows }) => {
    const missing = shows && missingLine(shows.text, printed.get(line) ?? '')
    if (missing === undefined) return []
    return [`${document}:${line} does not print "${missing}", but\n${printed.get(line)}`]
  })
}

/** What no command prints. */
const mark = '~~ story '

/** The first line that is not printed behind the ones before it; `…` stands for whatever is there. */
function missingLine(shown: string, printed: string): string | undefined {
  const lines = printed.split('\n').map((line) => line.trimEnd())
  let from = 0
  return shown.split('\n').find((line) => {
    if (line.trim() === '' || line.trim() === '…') return false
    const pattern = new RegExp(`^${line.trimEnd().split('…').map(literal).join('.*')}$`, 'u')
    const at = lines.findIndex((one, index) => index >= from && pattern.test(one))
    from = at + 1
    return at < 0
  })
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
