import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { runAlone, type Gate } from './gate.ts'
import { sourcePaths } from './source-modules.ts'

const limit = 400

/** No file over 400 lines; the tail is what people fear, so the tail is printed. */
export const size: Gate = {
  name: 'size',
  run(top) {
    const files = sourcePaths(top, [
      '{packages,apps,examples,scripts,bench}/**/*.{ts,tsx,mts,mjs,js}',
    ])
      .map((path) => ({ path, lines: lineCount(readFileSync(join(top, path), 'utf8')) }))
      .toSorted((a, b) => b.lines - a.lines)
    if (files.length === 0) return { seen: 'no files', problems: ['no source files were found'] }
    const at = (share: number) => files[Math.floor((files.length - 1) * (1 - share))]?.lines
    const largest = files.slice(0, 10).map(({ path, lines }) => `\n  ${lines} ${path}`)
    return {
      seen: `${files.length} files, median ${at(0.5)}, p95 ${at(0.95)}, largest:${largest.join('')}`,
      problems: files
        .filter(({ lines }) => lines > limit)
        .map(({ path, lines }) => `${path} has ${lines} lines; the limit is ${limit}: divide it`),
    }
  },
}

const lineCount = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

if (import.meta.main) await runAlone(size)
