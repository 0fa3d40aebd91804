import { join } from 'node:path'
import { isTest } from '../files/is-test.ts'
import { LeftOut } from '../files/left-out.ts'
import type { ListFiles } from '../files/list-files.ts'
import { languageOf } from '../languages/language-of.ts'
import type { Language } from '../languages/language.ts'
import type { TermMatcher } from '../query/term-matcher.ts'
import type { FileSymbols, SymbolIndex } from './symbol-index.ts'

export interface SurveyOptions {
  /** An absolute path. */
  folder: string
  listFiles: ListFiles
  index: SymbolIndex
  signal: AbortSignal
  /** Milliseconds; what was not read by then is left out. */
  budgetMs: number
  /** Files whose path has words of it are read first. */
  query: TermMatcher
}

export interface SurveyedFile extends FileSymbols {
  path: string
}

export interface Survey {
  /** In order of path. */
  files: SurveyedFile[]
  leftOut: LeftOut
}

const atOnce = 8

/** Reads the code of a folder. Rejects with the signal's reason. */
export async function survey(options: SurveyOptions): Promise<Survey> {
  const { folder, index, signal, budgetMs } = options
  const deadline = performance.now() + budgetMs
  const sources = await sourcesOf(options)
  const files: SurveyedFile[] = []
  const leftOut = new LeftOut()
  for (let at = 0; at < sources.length; at += atOnce) {
    signal.throwIfAborted()
    if (performance.now() > deadline) {
      leftOut.add('late', sources.length - at)
      break
    }
    const some = sources.slice(at, at + atOnce)
    const found = await Promise.all(
      some.map(async ({ path, language }) => ({
        path,
        what: await index.look(join(folder, path), language),
      })),
    )
    for (const { path, what } of found) {
      if (typeof what === 'string') leftOut.add(what)
      else files.push({ path, ...what })
    }
  }
  signal.throwIfAborted()
  return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), leftOut }
}

interface Source {
  path: string
  language: Language
}

/** What is asked for first, tests last, and else from the top down: time may run out. */
async function sourcesOf({ folder, listFiles, signal, query }: SurveyOptions): Promise<Source[]> {
  const sources: (Source & { rank: number })[] = []
  for await (const path of listFiles(folder, signal)) {
    const language = languageOf(path)
    if (!language) continue
    const rank = 100 * query.found(path).length - (isTest(path) ? 50 : 0) - path.split('/').length
    sources.push({ path, language, rank })
  }
  return sources.toSorted((a, b) => b.rank - a.rank || (a.path < b.path ? -1 : 1))
}
