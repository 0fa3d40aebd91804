import { join } from 'node:path'
import { isData } from '../files/is-data.ts'
import { LeftOut } from '../files/left-out.ts'
import type { ListFiles } from '../files/list-files.ts'
import { readSource } from '../files/read-source.ts'
import type { TermMatcher } from '../query/term-matcher.ts'

export interface ScanOptions {
  /** An absolute path. */
  folder: string
  listFiles: ListFiles
  signal: AbortSignal
  /** `performance.now()` after which nothing more is read. */
  deadline: number
}

/** How often a file has each term. */
export interface FileHits {
  path: string
  counts: Uint32Array
  /** The places of terms in its path. */
  inPath: readonly number[]
  /** Characters of its text. */
  length: number
}

export interface Scan {
  /** In order of path; only files that have a term. */
  hits: FileHits[]
  /** Of all files that were read. */
  files: number
  length: number
  leftOut: LeftOut
}

const atOnce = 16

/** Looks through all text of a folder, holding a few files at a time. Rejects with the signal's reason. */
export async function scanFiles(options: ScanOptions, query: TermMatcher): Promise<Scan> {
  const { folder, listFiles, signal, deadline } = options
  const paths: string[] = []
  for await (const path of listFiles(folder, signal)) if (!isData(path)) paths.push(path)
  const scan: Scan = { hits: [], files: 0, length: 0, leftOut: new LeftOut() }
  for (let at = 0; at < paths.length; at += atOnce) {
    signal.throwIfAborted()
    if (performance.now() > deadline) {
      scan.leftOut.add('late', paths.length - at)
      break
    }
    const some = paths.slice(at, at + atOnce)
    const sources = await Promise.all(some.map((path) => readSource(join(folder, path))))
    sources.forEach((source, index) => {
      if (typeof source === 'string') scan.leftOut.add(source)
      else take(scan, { path: some[index] ?? '', text: source.text }, query)
    })
  }
  signal.throwIfAborted()
  return scan
}

function take(
  scan: Scan,
  { path, text }: { path: string; text: string },
  query: TermMatcher,
): void {
  scan.files += 1
  scan.length += text.length
  const counts = query.count(text)
  const inPath = query.found(path)
  if (inPath.length === 0 && counts.every((count) => count === 0)) return
  scan.hits.push({ path, counts, inPath, length: text.length })
}
